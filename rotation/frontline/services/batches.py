"""A batch from its draft to the end of registration, and its cancellation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from core.audit.models import Action
from core.audit.services import changes, record
from core.errors import DomainError, refuse_if
from rotation.choices import BatchState, CandidateState, ProgrammeState
from rotation.frontline.models import Batch, Programme
from rotation.frontline.services.nominating import recheck
from rotation.frontline.services.programmes import hold as hold_programme
from rotation.frontline.services.programmes import planned_quota
from rotation.frontline.services.steps import advance, hold, write
from rotation.frontline.verbs import BatchVerb, ProgrammeVerb


@transaction.atomic
def create(*, actor: Any, programme: Programme, **values: Any) -> Batch:
    """The programme's next batch, as a draft.

    The same once more, by the same hand (a second click), is the one that is there.
    """
    held = hold_programme(programme, ProgrammeVerb.ADD_BATCH, actor=actor)
    untouched = held.batches.filter(state=BatchState.DRAFT, version=1, changed_by=actor, **values)
    made = untouched.first()
    if made is not None:
        return made
    number = (held.batches.aggregate(last=Max("number"))["last"] or 0) + 1
    batch = Batch(programme=held, changed_by=actor, **({"number": number} | values))
    batch.full_clean(exclude=["changed_by"])
    _refuse_beyond(held, batch)
    batch.save(force_insert=True)
    record(Action.CREATE, actor=actor, target=batch)
    return batch


@transaction.atomic
def edit(*, actor: Any, batch: Batch, seen: int, **values: Any) -> Batch:
    """Other days and seats, while it is a draft: afterwards people have been told of them."""
    programme = hold_programme(batch.programme, ProgrammeVerb.EDIT, actor=actor)
    held = hold(batch, BatchVerb.EDIT, actor=actor, seen=seen)
    told = changes({name: getattr(held, name) for name in values}, values)
    if not told:
        return held
    for name, value in values.items():
        setattr(held, name, value)
    held.full_clean(exclude=["changed_by"])
    _refuse_beyond(programme, held)
    held.change(actor=actor, seen=seen, **values)
    record(Action.CHANGE, actor=actor, target=held, detail=told)
    return held


def _refuse_beyond(programme: Programme, batch: Batch) -> None:
    planned = planned_quota(programme, without=batch if batch.pk else None)
    left = programme.quota - planned
    if batch.quota > left:
        raise ValidationError(
            {
                "quota": f"项目名额 {programme.quota} 个，其他批次已安排 {planned} 个，"
                f"本批最多 {max(left, 0)} 个；要增加的，请先改项目的名额。"
            }
        )


@transaction.atomic
def announce(*, actor: Any, batch: Batch, seen: int, announcement: str, on: date) -> Batch:
    """From now on units see it and put people forward; the programme is under way."""
    programme = hold_programme(batch.programme, ProgrammeVerb.ADD_BATCH, actor=actor)
    held = hold(batch, BatchVerb.ANNOUNCE, actor=actor, seen=seen)
    refuse_if(
        held.apply_by < on,
        f"报名截止 {held.apply_by} 已过，请先修改批次的日期，再发布公告。",
    )
    if programme.state == ProgrammeState.DRAFT:
        programme.change(actor=actor, seen=programme.version, state=ProgrammeState.OPEN)
    return advance(
        held, BatchVerb.ANNOUNCE, actor=actor, announced_on=on, announcement=announcement
    )


@transaction.atomic
def select(*, actor: Any, batch: Batch, seen: int) -> Batch:
    """Registration ends; everybody is checked once more."""
    held = hold(batch, BatchVerb.SELECT, actor=actor, seen=seen)
    recheck(held, actor=actor)
    if not held.candidates.filter(state=CandidateState.NOMINATED).exists():
        raise DomainError("还没有符合条件的人选，不能结束报名；请先推荐人选，或认定资格。")
    return advance(held, BatchVerb.SELECT, actor=actor)


@transaction.atomic
def step_back(*, actor: Any, batch: Batch, seen: int, reason: str) -> Batch:
    """One stage back, to correct; marks are kept, a decision falls."""
    held = hold(batch, BatchVerb.STEP_BACK, actor=actor, seen=seen)
    values: dict[str, Any] = {}
    if held.state == BatchState.DECIDED:
        undecide(held, actor=actor, note=reason)
        values = {"decided_on": None, "over_quota_reason": "", "document": ""}
    return advance(held, BatchVerb.STEP_BACK, actor=actor, said=reason, **values)


def undecide(batch: Batch, *, actor: Any, note: str) -> None:
    """Everybody decided upon is a candidate again, without a post."""
    decided = (CandidateState.CHOSEN, CandidateState.RESERVE, CandidateState.NOT_CHOSEN)
    people = list(
        batch.candidates.filter(state__in=decided).select_related("cadre", "batch__programme")
    )
    before = {person.pk: person.state for person in people}
    for person in people:
        person.state, person.host_post, person.decision_note = CandidateState.NOMINATED, None, ""
    fields = ("state", "host_post", "decision_note")
    write(people, "退回重新确定", actor=actor, fields=fields, note=note, before=before)


@transaction.atomic
def cancel(*, actor: Any, batch: Batch, seen: int, reason: str) -> Batch:
    """It ends before anybody was sent out; nobody is chosen for it any more."""
    held = hold(batch, BatchVerb.CANCEL, actor=actor, seen=seen)
    if held.state == BatchState.DECIDED:
        undecide(held, actor=actor, note=reason)
    return advance(held, BatchVerb.CANCEL, actor=actor, said=reason, note=reason)
