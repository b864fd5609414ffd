"""Somebody on the roster puts himself forward for an announced batch, and takes that back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.choices import Role
from core.errors import NotAllowed, refuse_if
from rotation.choices import CandidateSource, CandidateState
from rotation.frontline.flow import BATCH_FLOW
from rotation.frontline.models import Batch, Candidate
from rotation.frontline.services.nominating import CHECKED, enter
from rotation.frontline.services.steps import locked, write
from rotation.frontline.verbs import BatchVerb

NOT_HIM = "本人报名由名册上的优秀年轻干部自己办理，您不能报名。"


def oneself(actor: Any) -> Cadre | None:
    """Who the actor is, where he may put himself forward: a cadre who is on the roster now."""
    rows = Cadre.objects.visible_to(actor, acting_as={Role.CADRE}).filter(account=actor.pk)
    listed = RosterEntry.objects.open().values("cadre")
    return rows.filter(pk__in=listed).select_related("unit").first()


def taken_back(actor: Any) -> Q:
    """Candidates that took their application back themselves: to the actor they are not named."""
    return Q(state=CandidateState.WITHDRAWN, changed_by=actor.pk)


@transaction.atomic
def apply(*, actor: Any, batch: Batch, reason: str = "", on: date) -> Candidate:
    """本人报名: until the last day, checked as everybody is; what the check says is for offices.

    A second click finds it done. Raises NotAllowed, DomainError.
    """
    held, person = _held(actor, batch, on)
    there = held.candidates.filter(cadre=person).exclude(state=CandidateState.WITHDRAWN).first()
    if there is not None:
        refuse_if(there.source != CandidateSource.APPLIED, "单位已推荐您参加这一批，不用再报名。")
        return there
    said = {"source": CandidateSource.APPLIED, "reason": reason, "actor": actor, "on": on}
    (made,) = enter(held, [person], **said)
    return made


@transaction.atomic
def retract(*, actor: Any, batch: Batch, on: date) -> None:
    """Take one's own application back until the last day; a second click finds it done."""
    held, person = _held(actor, batch, on)
    rows = held.candidates.filter(cadre=person, source=CandidateSource.APPLIED)
    mine = list(rows.select_related("cadre", "batch__programme"))
    refuse_if(not mine, "您没有在这一批本人报名；单位推荐的，请与单位联系。")
    if mine[0].state not in CHECKED:
        return
    before = {one.pk: one.state for one in mine}
    mine[0].state, mine[0].decision_note = CandidateState.WITHDRAWN, "本人退出"
    write(mine, "本人退出", actor=actor, fields=("state", "decision_note"), before=before)


def _held(actor: Any, batch: Batch, on: date) -> tuple[Batch, Cadre]:
    """The batch, locked, while it is open to him; who does not see it is not told of it."""
    person = oneself(actor)
    seen = Batch.objects.visible_to(actor).filter(pk=batch.pk).exists()
    if person is None or not seen:
        raise NotAllowed(NOT_HIM)
    held = locked(batch)
    BATCH_FLOW.step(held.state, BatchVerb.NOMINATE)
    refuse_if(
        on > held.apply_by, f"报名已于 {held.apply_by} 截止，不能再办理；请联系组织批次的组织部门。"
    )
    region = held.programme.unit
    outside = not person.unit_path.startswith(region.path)
    refuse_if(outside, f"您不在“{region}”，不能报名本批次；请在工作台查看本地区的批次。")
    return held, person
