"""How people come into a batch, how they are checked, and how they drop out of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from cadres.people.models import Cadre
from cadres.people.querysets import KEEPERS
from cadres.roster.guards import names
from core.accounts.querysets import not_of_oneself
from core.errors import NotAllowed, refuse_if
from core.flows import acts_on
from core.scoping import EVERYTHING
from rotation.choices import BatchState, CandidateSource, CandidateState
from rotation.frontline.flow import BATCH_FLOW, EVERY_OFFICE
from rotation.frontline.limits import missed_by
from rotation.frontline.models import Batch, Candidate
from rotation.frontline.querysets import CandidateQuerySet
from rotation.frontline.ranking import rank
from rotation.frontline.services.steps import (
    advance,
    hold,
    log_new,
    refuse_crowd,
    write,
)
from rotation.frontline.verbs import BatchVerb

CHECKED = (CandidateState.NOMINATED, CandidateState.UNQUALIFIED)


@transaction.atomic
def nominate(
    *,
    actor: Any,
    batch: Batch,
    people: Sequence[Cadre],
    source: str = CandidateSource.RECOMMENDED,
    reason: str = "",
    on: date,
) -> list[Candidate]:
    """Put people forward and check them at once; who dropped out before may come again.

    A unit names its own people, a department any in its reach, until registration ends. Whoever
    is in the batch already is refused by name; the same again (a second click) changes nothing.
    """
    refuse_if(not people, "没有选定人选，没有办理；请勾选后再办理。")
    refuse_crowd(len(people))
    held = hold(batch, BatchVerb.NOMINATE, actor=actor)
    _refuse_strangers(actor, held, people)
    keeps = actor is None or acts_on(held, actor, KEEPERS)
    refuse_if(
        on > held.apply_by and not keeps,
        f"报名已于 {held.apply_by} 截止，不能再推荐；确需补报的，请与组织部门联系。",
    )
    return enter(held, people, source=source, reason=reason, actor=actor, on=on)


def enter(
    held: Batch, people: Sequence[Cadre], *, source: str, reason: str, actor: Any, on: date
) -> list[Candidate]:
    """Write people into a held batch, checked at once; the same by the same actor changes nothing.

    Raises DomainError that names who is in it already.
    """
    earlier = list(
        held.candidates.filter(cadre__in=people).select_related("cadre", "batch__programme")
    )
    again = [one for one in earlier if one.state != CandidateState.WITHDRAWN]
    if len(again) == len(people) and all(one.changed_by == actor for one in again):
        return again
    refuse_if(again, f"{names(again)}已在本批次报名，不能重复报名。请去掉后再提交。")
    back = {one.cadre_id for one in earlier}
    for one in earlier:
        one.state, one.source, one.reason = CandidateState.NOMINATED, source, reason
        one.nominated_on, one.judged_reason, one.decision_note = on, "", ""
    fields = ("state", "source", "reason", "nominated_on", "judged_reason", "decision_note")
    write(earlier, "再次推荐", actor=actor, fields=fields, note=reason)
    fresh = Candidate.objects.bulk_create(
        Candidate(
            batch=held,
            cadre=person,
            source=source,
            nominated_on=on,
            reason=reason,
            changed_by=actor,
        )
        for person in people
        if person.pk not in back
    )
    log_new(fresh, actor=actor, note=reason)
    keys = [one.pk for one in (*earlier, *fresh)]
    recheck(held, actor=actor, only=keys)
    return list(held.candidates.filter(pk__in=keys).in_order())


def _refuse_strangers(actor: Any, batch: Batch, people: Sequence[Cadre]) -> None:
    """People out of reach are not named: to this actor they are not there."""
    keys = {person.pk for person in people}
    if actor is not None:
        mine = Cadre.objects.visible_to(actor, acting_as=EVERY_OFFICE).filter(pk__in=keys)
        mine = mine.filter(not_of_oneself(EVERYTHING, actor, "account"))
        said = "只能推荐本单位及下属单位的人选；本人请由他人推荐。"
        refuse_if(mine.count() != len(keys), said, NotAllowed)
    region = batch.programme.unit
    outside = list(Cadre.objects.filter(pk__in=keys).exclude(unit_path__startswith=region.path))
    refuse_if(outside, f"{names(outside)}不在“{region}”，不能报名本批次，请去掉后再提交。")


@transaction.atomic
def check(*, actor: Any, batch: Batch, seen: int) -> int:
    """Check everybody again by the files as they are now; how many changed sides."""
    held = hold(batch, BatchVerb.CHECK, actor=actor, seen=seen)
    changed = recheck(held, actor=actor)
    advance(held, BatchVerb.CHECK, actor=actor, said=f"{changed} 人结论有变化")
    return changed


def recheck(batch: Batch, *, actor: Any, only: Collection[int] | None = None) -> int:
    """The check itself, for a held batch: everybody in it, or `only` some by their keys.

    What the department decided stands. Five statements, however many they are.
    """
    rows = batch.candidates.filter(state__in=CHECKED)
    if only is not None:
        rows = rows.filter(pk__in=only)
    people = list(rows.select_related("cadre", "batch__programme").order_by("pk"))
    keys = [person.cadre_id for person in people]
    found = missed_by(batch, Cadre.objects.filter(pk__in=keys))
    before = {person.pk: person.state for person in people}
    stale = [person for person in people if person.missed != found[person.cadre_id]]
    for person in stale:
        person.missed = found[person.cadre_id]
    moved = []
    for person in people:
        if person.judged_reason:
            continue
        to = CandidateState.UNQUALIFIED if person.missed else CandidateState.NOMINATED
        if person.state != to:
            person.state = to
            moved.append(person)
    Candidate.objects.bulk_update(stale, ["missed"])
    write(moved, "资格审查", actor=actor, fields=("state",), before=before)
    return len(moved)


@transaction.atomic
def qualify(*, actor: Any, people: Sequence[Candidate], reason: str) -> list[Candidate]:
    """The department takes people in although the check says no."""
    return _judge(people, CandidateState.NOMINATED, "认定符合条件", actor, reason)


@transaction.atomic
def disqualify(*, actor: Any, people: Sequence[Candidate], reason: str) -> list[Candidate]:
    """The department keeps people out although the check says yes."""
    return _judge(people, CandidateState.UNQUALIFIED, "认定不符合条件", actor, reason)


def _judge(
    people: Sequence[Candidate], to: CandidateState, what: str, actor: Any, reason: str
) -> list[Candidate]:
    held = hold_all(people, BatchVerb.JUDGE, CHECKED, actor=actor)
    before = {person.pk: person.state for person in held}
    for person in held:
        person.state, person.judged_reason = to, reason
    write(held, what, actor=actor, fields=("state", "judged_reason"), note=reason, before=before)
    return held


@transaction.atomic
def withdraw(*, actor: Any, people: Sequence[Candidate], reason: str) -> list[Candidate]:
    """People drop out; their marks stay on record, in a ranking the others move up."""
    states = (*CHECKED, CandidateState.CHOSEN, CandidateState.RESERVE, CandidateState.NOT_CHOSEN)
    held = hold_all(people, BatchVerb.WITHDRAW, states, actor=actor)
    before = {person.pk: person.state for person in held}
    for person in held:
        person.state, person.decision_note = CandidateState.WITHDRAWN, reason
        person.host_post = None
    fields = ("state", "decision_note", "host_post")
    write(held, "登记退出", actor=actor, fields=fields, note=reason, before=before)
    for batch in {person.batch_id: person.batch for person in held}.values():
        if batch.state != BatchState.ANNOUNCED:
            rank(batch)
    return held


def hold_all(
    people: Sequence[Candidate], verb: BatchVerb, states: Collection[str], *, actor: Any
) -> list[Candidate]:
    """The candidates as they are now, with every batch concerned held and asked.

    Batches are locked in the order of their keys, so that two verbs never wait for each other.
    Raises NotAllowed when one of them is out of the actor's reach for the verb, or is himself.
    """
    refuse_if(not people, "没有选定人选，没有办理；请勾选后再办理。")
    refuse_crowd(len(people))
    keys = [person.pk for person in people]
    found: list[Candidate] = []
    for batch in Batch.objects.filter(candidates__in=keys).distinct().order_by("pk"):
        held = hold(batch, verb, actor=actor)
        rows = held.candidates.filter(pk__in=keys, state__in=states)
        if actor is not None:
            roles = BATCH_FLOW.step(held.state, verb).roles
            rows = rows.filter(CandidateQuerySet.opened_to(actor, roles))
        found += list(rows.select_related("cadre", "batch__programme").order_by("pk"))
    refuse_if(
        len(found) != len(set(keys)),
        "所选人选里有不能办理的（不在您的办理范围、是您本人，或状态已变），没有做任何更改；请刷新页面重新勾选。",
        NotAllowed,
    )
    return found
