"""Marks and votes, the ranking made of them, and who is chosen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cadres.intake.ranking import cut, skipped
from cadres.roster.guards import names
from core.audit.models import Action
from core.audit.services import Note, record_many
from core.errors import DomainError, Stale, refuse_if
from rotation.choices import BatchState, CandidateState, Selection
from rotation.frontline.models import Batch, Candidate
from rotation.frontline.ranking import RANKED, rank
from rotation.frontline.services.nominating import recheck
from rotation.frontline.services.steps import advance, hold, write
from rotation.frontline.verbs import BatchVerb

MARKS = {
    Selection.EXAMINATION: ("test_score", "review_score"),
    Selection.NOMINATION: ("votes", "voters"),
    Selection.ASSIGNMENT: (),
}
DECISIONS = (CandidateState.CHOSEN, CandidateState.RESERVE, CandidateState.NOT_CHOSEN)


@dataclass(frozen=True, slots=True)
class Mark:
    """What one line of the sheet says of a candidate at a version: the fields of the selection."""

    candidate: int
    seen: int
    values: Mapping[str, Decimal | int | None]


@transaction.atomic
def enter(*, actor: Any, batch: Batch, marks: Sequence[Mark]) -> int:
    """Write the marks that differ and rank everybody anew; how many differed. Raises Stale by name.

    The log keeps old and new, apart from the person's own log: who reads that is told no marks.
    """
    held = hold(batch, BatchVerb.SCORE, actor=actor)
    names_ = MARKS[Selection(held.programme.selection)]
    people = _people(held, [mark.candidate for mark in marks], actor)
    changed, notes = [], []
    for mark in marks:
        person = people[mark.candidate]
        was = {name: getattr(person, name) for name in names_}
        new = {name: mark.values.get(name) for name in names_}
        if was == new:
            continue
        refuse_if(person.version != mark.seen, person.stale_sentence(), Stale)
        for name, value in new.items():
            setattr(person, name, value)
        if person.votes is not None and (person.voters is None or person.votes > person.voters):
            said = f"{person.cadre}的推荐票 {person.votes} 张多于参加推荐的 {person.voters or 0} 人"
            raise DomainError(f"{said}，请核对票数和参加推荐人数。")
        person.version += 1
        person.changed_by, person.changed_at = actor, timezone.now()
        changed.append(person)
        told = {name: [str(was[name] or ""), str(new[name] or "")] for name in names_}
        notes.append(Note(person.pk, str(person), told))
    if changed:
        fields = [*names_, "version", "changed_by", "changed_at"]
        Candidate.objects.bulk_update(changed, fields)
        record_many(Action.CHANGE, actor=actor, subject="candidate", notes=notes)
        rank(held)
        advance(held, BatchVerb.SCORE, actor=actor, said=f"{len(changed)} 人")
    return len(changed)


def _people(batch: Batch, keys: Sequence[int], actor: Any) -> dict[int, Candidate]:
    rows = batch.candidates.filter(pk__in=keys, state__in=RANKED)
    if actor is not None:
        rows = rows.opened(actor)
    found = {one.pk: one for one in rows.select_related("cadre", "batch__programme", "changed_by")}
    refuse_if(len(found) != len(set(keys)), "有的人选已不在本批次里，没有保存。请刷新页面后再填。")
    return found


def ranked(batch: Batch, viewer: Any = None) -> list[Candidate]:
    """Everybody who may be chosen, the first place first; never the viewer himself."""
    rows = batch.candidates.filter(state__in=RANKED)
    if viewer is not None:
        rows = rows.opened(viewer)
    return list(
        rows.in_order().select_related("cadre__unit", "batch__programme", "host_post__unit")
    )


def suggested(batch: Batch, people: Sequence[Candidate]) -> dict[int, str]:
    """What the figures say: within the quota chosen, the next ones in reserve; ties at the line,
    and people without a place, are left to people ("")."""
    places = {person.pk: person.place for person in people if person.place is not None}
    if not places:
        fits = len(people) <= batch.quota and batch.programme.selection == Selection.ASSIGNMENT
        return dict.fromkeys((p.pk for p in people), CandidateState.CHOSEN if fits else "")
    edge = cut(places, batch.quota)
    found: dict[int, str] = {}
    for person in people:
        if person.pk in edge.within:
            found[person.pk] = CandidateState.CHOSEN
        elif person.pk in edge.tied or person.pk not in places:
            found[person.pk] = ""
        else:
            found[person.pk] = CandidateState.NOT_CHOSEN
    return found


def objections(
    batch: Batch, people: Sequence[Candidate], chosen: Collection[int]
) -> tuple[list[str], list[Candidate]]:
    """What a list must be explained for, and who was passed over by it."""
    said = []
    count = len([person for person in people if person.pk in chosen])
    if count > batch.quota:
        said.append(f"入选 {count} 人，超过本批名额 {batch.quota} 人")
    places = {person.pk: person.place for person in people if person.place is not None}
    over = set(skipped(places, [key for key in places if key in chosen]))
    passed = [person for person in people if person.pk in over]
    if passed:
        said.append(f"{names(passed)}名次在前，没有入选")
    unplaced = [p for p in people if p.pk in chosen and p.place is None]
    if unplaced and batch.programme.selection != Selection.ASSIGNMENT:
        said.append(f"{names(unplaced)}没有成绩、没有名次")
    return said, passed


@transaction.atomic
def decide(
    *,
    actor: Any,
    batch: Batch,
    seen: int,
    decisions: Mapping[int, str],
    reason: str = "",
    on: date,
) -> Batch:
    """Who goes, who stands by, who does not: everybody of the ranking, in one decision.

    Beyond the quota, or out of order, only with a reason. The batch is locked: two decisions are
    one after the other, and the second is told of the first.
    """
    held = hold(batch, BatchVerb.DECIDE, actor=actor, seen=seen)
    _refuse_wrong_way(held)
    if held.state == BatchState.ANNOUNCED:
        recheck(held, actor=actor)
    people = ranked(held, actor)
    keys = {person.pk for person in people}
    refuse_if(set(decisions) - keys, "所选的人里有不在本批人选里的，没有保存。请刷新页面后再选。")
    missing = [person for person in people if decisions.get(person.pk) not in DECISIONS]
    refuse_if(missing, f"{names(missing)}还没有定，请逐人选定入选、递补或未入选。")
    chosen = {key for key, value in decisions.items() if value == CandidateState.CHOSEN}
    refuse_if(not chosen, "没有一个人入选，不能确定人选；如不再派出，请取消批次。")
    said, passed = objections(held, people, chosen)
    if said and not reason:
        raise ValidationError({"reason": f"{'；'.join(said)}。确需这样确定的，请写明理由。"})
    before = {person.pk: person.state for person in people}
    over = {person.pk for person in passed}
    moved = []
    for person in people:
        to = decisions[person.pk]
        note = reason[:200] if person.pk in over else ""
        if (person.state, person.decision_note) == (to, note):
            continue
        person.state, person.decision_note = CandidateState(to), note
        if to != CandidateState.CHOSEN:
            person.host_post = None
        moved.append(person)
    fields = ("state", "decision_note", "host_post")
    write(moved, "确定人选", actor=actor, fields=fields, before=before)
    return advance(
        held,
        BatchVerb.DECIDE,
        actor=actor,
        said=f"入选 {len(chosen)} 人" + (f"：{reason}" if said else ""),
        decided_on=on,
        over_quota_reason=reason[:200] if said else "",
    )


def _refuse_wrong_way(batch: Batch) -> None:
    """By marks or votes a batch goes through selection; only assignment decides at once."""
    refuse_if(
        batch.state == BatchState.ANNOUNCED and batch.programme.selection != Selection.ASSIGNMENT,
        "本批按成绩或推荐票选拔，请先结束报名、登记成绩，再确定人选。",
    )
