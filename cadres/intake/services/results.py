"""What examination and inspection said of each person, and the ranking made of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from cadres.intake.choices import ApplicantState, ApplicantVerb, BatchVerb
from cadres.intake.models import Applicant, IntakeBatch
from cadres.intake.ranking import places, score
from cadres.intake.services.steps import advance, hold, move
from cadres.roster.guards import names
from core.errors import DomainError, Stale, refuse_if

RANKED = (ApplicantState.INSPECTED, ApplicantState.CHOSEN, ApplicantState.ADMITTED)

RESULT_VERBS = {None: ApplicantVerb.UNDO, True: ApplicantVerb.PASS, False: ApplicantVerb.FAIL}


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of the examination, 0 to 100 (None takes it back), for an applicant at a version."""

    applicant: int
    seen: int
    mark: Decimal | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A result of the inspection: passed or not (None takes it back), its mark, what was found."""

    applicant: int
    seen: int
    passed: bool | None
    mark: Decimal | None = None
    note: str = ""


@transaction.atomic
def enter_marks(*, actor: Any, batch: IntakeBatch, marks: Sequence[Mark]) -> int:
    """Write the marks that differ from those on record; how many did. Raises Stale by name."""
    held = hold(batch, BatchVerb.MARK, actor=actor)
    people = _people(held, actor, [mark.applicant for mark in marks])
    changed = 0
    for mark in marks:
        person = people[mark.applicant]
        if person.test_mark == mark.mark:
            continue
        _refuse_stale(person, mark.seen)
        verb = ApplicantVerb.UNMARK if mark.mark is None else ApplicantVerb.MARK
        _write(person, verb, actor, note=figure(mark.mark), test_mark=mark.mark)
        changed += 1
    return changed


@transaction.atomic
def enter_findings(*, actor: Any, batch: IntakeBatch, findings: Sequence[Finding]) -> int:
    """Write the findings that differ; how many did. Raises Stale by name."""
    held = hold(batch, BatchVerb.INSPECT, actor=actor)
    people = _people(held, actor, [finding.applicant for finding in findings])
    changed = 0
    for finding in findings:
        person = people[finding.applicant]
        now = (passed(person), person.inspection_mark, person.inspection_note)
        if now == (finding.passed, finding.mark, finding.note):
            continue
        _refuse_stale(person, finding.seen)
        refuse_if(
            finding.passed and finding.mark is None and held.needs_inspection_marks,
            f"{person}考察合格，请填写考察得分。",
        )
        _write(
            person,
            RESULT_VERBS[finding.passed],
            actor,
            note=figure(finding.mark),
            inspection_mark=finding.mark,
            inspection_note=finding.note,
        )
        changed += 1
    return changed


def passed(person: Applicant) -> bool | None:
    """What the inspection said of somebody who has come that far; None before it."""
    return {"inspected": True, "failed": False}.get(person.state)


@transaction.atomic
def rank(*, actor: Any, batch: IntakeBatch, seen: int) -> IntakeBatch:
    """Scores and places of all who passed, once everybody on the short list has a result."""
    held = hold(batch, BatchVerb.RANK, actor=actor, seen=seen)
    waiting = list(
        held.applicants.filter(state=ApplicantState.SHORTLISTED)
        .select_related("cadre")
        .order_by("pk")
    )
    refuse_if(waiting, f"{names(waiting)}还没有考察结果，请先登记。")
    if held.needs_inspection_marks:
        inspected = held.applicants.filter(state=ApplicantState.INSPECTED)
        blank = list(inspected.filter(inspection_mark=None).select_related("cadre"))
        refuse_if(blank, f"{names(blank)}没有考察得分，请先登记。")
    ranked = place_all(held)
    refuse_if(not ranked, "没有考察合格的人选，不能排名。如不再进行，请取消批次。")
    return advance(held, BatchVerb.RANK, actor=actor, note=f"{ranked} 人参加排名")


def place_all(batch: IntakeBatch) -> int:
    """Write score and place of everybody in the ranking; how many they are."""
    people = list(batch.applicants.filter(state__in=RANKED))
    scores = {
        person.pk: score(batch.test_weight, person.test_mark, person.inspection_mark)
        for person in people
    }
    placed = places(scores)
    for person in people:
        person.score, person.place = scores[person.pk], placed[person.pk]
    Applicant.objects.bulk_update(people, ["score", "place"], batch_size=500)
    return len(people)


def _people(batch: IntakeBatch, actor: Any, keys: Sequence[int]) -> dict[int, Applicant]:
    rows = batch.applicants.filter(pk__in=keys).select_related("cadre", "batch", "changed_by")
    found = {person.pk: person for person in rows}
    if len(found) != len(set(keys)):
        raise DomainError("有的人选已不在本批次里，没有保存。请刷新页面后再填。")
    return found


def _refuse_stale(person: Applicant, seen: int) -> None:
    refuse_if(person.version != seen, person.stale_sentence(), Stale)


def _write(person: Applicant, verb: ApplicantVerb, actor: Any, *, note: str, **values: Any) -> None:
    """The verb's move together with the values it is about."""
    for name, value in values.items():
        setattr(person, name, value)
    move([person], verb, actor=actor, note=note, writing=list(values))


def figure(mark: Decimal | None) -> str:
    """A mark without idle noughts: 85.5; nothing for none."""
    return "" if mark is None else f"{mark.normalize():f}"
