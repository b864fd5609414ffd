"""Yearly assessments of the demonstration: years past, the last one settled, the next one begun.

Grades are those of which each file's own text tells; nobody is above the quota.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from django.utils import timezone

from assessments.demo import round_words as words
from assessments.rounds.choices import AssessmentState, Basis, Outcome, RoundState
from assessments.rounds.models import Round
from assessments.rounds.who import Assessor, assessors
from cadres.approval.models import ApprovalTexts
from cadres.choices import Grade
from cadres.formats.assessed import assessed, closed_year
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.copying import copy_rows

BATCH = 1000  # people read together
SHEET = (
    "version", "changed_at", "changed_by_id", "round_id", "cadre_id", "year", "unit_id", "basis",
    "basis_words", "title", "state", "work", "summary", "summary_on", "training", "politics",
    "results", "style", "integrity", "shortcomings", "host_opinion", "comment", "proposed",
    "proposed_on", "no_grade", "no_grade_note", "outcome", "decided_on", "decision",
    "person_opinion", "person_on", "objection", "objected_on", "review", "reviewed_on",
    "outcome_before", "returned",
)  # fmt: skip
CODES: Final = {str(one.label): one.value for one in Outcome}
OBJECTS_EVERY = 60  # of the people of the settled year


class Told(NamedTuple):
    """What a file's text says of one person's years."""

    cadre: int
    title: str
    unit: int
    grades: dict[int, str]


@dataclass(slots=True)
class Settled:
    """People of one unit in the settled year, and how many of them are 优秀."""

    people: list[tuple[Told, Assessor]] = field(default_factory=list)
    excellent: int = 0


def load_past_rounds(*, on: date, actor: Any) -> int:
    """Years of the files, the last closed one as settled rounds. How many sheets."""
    last = closed_year(on)
    by_unit: defaultdict[int, Settled] = defaultdict(Settled)
    made = 0
    for people in _batches():
        past = [
            _past(one, year, grade, actor)
            for one in people
            for year, grade in one.grades.items()
            if year < last and grade in CODES
        ]
        copy_rows("assessments_assessment", SHEET, past)
        made += len(past)
        known = [one for one in people if one.grades.get(last) in CODES]
        who = assessors([one.cadre for one in known], last, on)
        for one in known:
            unit = by_unit[who[one.cadre].unit.pk]
            unit.people.append((one, who[one.cadre]))
            unit.excellent += CODES[one.grades[last]] == Outcome.EXCELLENT
    return made + _settle(by_unit, last, actor)


def _settle(by_unit: dict[int, Settled], year: int, actor: Any) -> int:
    decided = date(year, 12, 26)
    rounds = Round.objects.bulk_create(
        Round(
            unit_id=unit,
            year=year,
            state=RoundState.SETTLED,
            opened_on=date(year, 12, 1),
            headcount=max(5 * one.excellent, 4 * len(one.people)),
            settled_on=decided,
            meeting=words.MEETING,
            changed_by=actor,
            changed_at=_at(decided),
        )
        for unit, one in sorted(by_unit.items())
    )
    number = 0
    for round in rounds:
        rows = []
        for one, who in by_unit[round.unit_id].people:
            number += 1
            rows.append(_settled(one, who, round, number, actor))
        copy_rows("assessments_assessment", SHEET, rows)
    return number


def _batches() -> Iterator[list[Told]]:
    """Everybody who was ever on the roster and of whose years the file tells."""
    rows = Cadre.objects.filter(pk__in=RosterEntry.objects.values("cadre_id"))
    rows = rows.order_by("pk").values_list("pk", "title", "unit_id")
    last = 0
    while found := list(rows.filter(pk__gt=last)[:BATCH]):
        last = found[-1][0]
        keys = [row[0] for row in found]
        kept = ApprovalTexts.objects.filter(cadre__in=keys)
        texts = dict(kept.values_list("cadre_id", "assessments"))
        yield [Told(*row, assessed(texts.get(row[0], "")) or {}) for row in found]


def _past(one: Told, year: int, grade: str, actor: Any) -> list[Any]:
    decided = date(year, 12, 26)
    values = {
        "cadre_id": one.cadre,
        "year": year,
        "unit_id": one.unit,
        "basis": Basis.PAST.value,
        "state": AssessmentState.FINAL.value,
        "outcome": CODES[grade],
        "no_grade": "probation" if CODES[grade] == Outcome.UNGRADED else "",
        "decided_on": decided,
    }
    return _row(values, decided, actor)


def _settled(one: Told, who: Assessor, round: Round, number: int, actor: Any) -> list[Any]:
    """Everybody signed; every sixtieth objected first, and the grade was upheld."""
    outcome = CODES[one.grades[round.year]]
    decided = round.settled_on or round.opened_on
    values: dict[str, Any] = written(number) | {
        "round_id": round.pk,
        "cadre_id": one.cadre,
        "year": round.year,
        "unit_id": round.unit_id,
        "basis": who.basis.value,
        "basis_words": who.words,
        "title": one.title[:120],
        "state": AssessmentState.FINAL.value,
        "summary_on": date(round.year, 12, 5),
        "host_opinion": words.HOST if who.basis == Basis.SENDER else "",
        "proposed": outcome,
        "proposed_on": date(round.year, 12, 18),
        "no_grade": "probation" if outcome == Outcome.UNGRADED else "",
        "outcome": outcome,
        "decided_on": decided,
        "decision": f"{decided} {words.MEETING}审定",
        "comment": _comment(outcome),
    }
    if number % OBJECTS_EVERY == OBJECTS_EVERY // 2 and outcome == Outcome.COMPETENT:
        values |= {
            "objection": words.OBJECTION,
            "objected_on": date(round.year, 12, 29),
            "review": words.REVIEW,
            "reviewed_on": date(round.year, 12, 31),
            "outcome_before": outcome,
        }
    else:
        values |= {"person_opinion": "同意。", "person_on": date(round.year, 12, 28)}
    return _row(values, decided, actor)


def written(number: int) -> dict[str, str]:
    """What a person wrote of himself."""
    return {
        name: texts[number % len(texts)]
        for name, texts in (
            ("summary", words.SUMMARIES),
            ("training", words.TRAINING),
            ("politics", words.POLITICS),
            ("results", words.RESULTS),
            ("style", words.STYLE),
            ("integrity", words.INTEGRITY),
            ("shortcomings", words.SHORTCOMINGS),
        )
    }


def _comment(outcome: str) -> str:
    return words.COMMENTS[Grade(outcome)] if outcome in Grade.values else "按规定不定等次。"


def _row(values: dict[str, Any], day: date, actor: Any) -> list[Any]:
    """A row of SHEET: days that are not known are null, texts empty."""
    usual = {"version": 1, "changed_at": _at(day), "changed_by_id": actor.pk if actor else None}
    values = usual | values
    return [values.get(name, None if name.endswith(("_on", "_id")) else "") for name in SHEET]


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(16, 30)))
