"""The year that is being assessed in the demonstration: begun at a few units, nowhere settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.db.models import Count

from assessments.demo import round_words as words
from assessments.demo.rounds import written
from assessments.rounds.choices import AssessmentState, Basis, Outcome
from assessments.rounds.grading import why_not_excellent
from assessments.rounds.models import Assessment, Interview, Round
from assessments.rounds.services import open_rounds
from cadres.choices import Grade
from cadres.demo.scene import BUREAU
from cadres.formats.assessed import closed_year
from cadres.roster.models import RosterEntry
from core.units.models import Unit

UNITS = 5  # the bureau, and those with most people on the list
FIRST_MONTH = 11
DAYS = 14  # since it was begun
TEXTS = ("summary", "training", "politics", "results", "style", "integrity", "shortcomings")
CHANGED = [*TEXTS, "state", "summary_on", "host_opinion", "comment", "proposed", "proposed_on"]


def load_open_rounds(*, on: date, actor: Any) -> int:
    """How many sheets were begun; none before November."""
    year = closed_year(on) + 1
    first = date(year, FIRST_MONTH, 1)
    if on <= first or actor is None:
        return 0
    units = _units()
    if not units:
        return 0
    opened = min(max(first, on - timedelta(days=DAYS)), date(year, 12, 20))
    rounds = open_rounds(actor=actor, units=units, year=year, on=opened)
    numbers = count()
    for round in rounds:
        sheets = list(Assessment.objects.filter(round=round).select_related("cadre").order_by("pk"))
        for sheet, number in zip(sheets, numbers, strict=False):
            _fill(sheet, number, opened + timedelta(days=min(5, (on - opened).days)))
        Assessment.objects.bulk_update(sheets, CHANGED)
        best = sum(sheet.proposed == Outcome.EXCELLENT for sheet in sheets)
        Round.objects.filter(pk=round.pk).update(headcount=max(5 * best, 6 * len(sheets)))
        if round.unit.short_name == BUREAU:
            _interviews(sheets, opened, actor)
    return Assessment.objects.filter(round__in=rounds).count()


def _units() -> list[Unit]:
    stays = RosterEntry.objects.open().order_by().values("unit_id").annotate(people=Count("pk"))
    most = stays.order_by("-people", "unit_id").values_list("unit_id", flat=True)[:UNITS]
    bureau = Unit.objects.filter(short_name=BUREAU).values_list("pk", flat=True)
    keys = list(dict.fromkeys([*bureau, *most]))[:UNITS]
    return list(Unit.objects.standing().employers().filter(pk__in=keys).order_by("sort_path"))


def _fill(sheet: Assessment, number: int, day: date) -> None:
    """Some have not begun, some wait for the leader, some are proposed.

    The demonstration's own cadre still has his summary to write.
    """
    if number % 4 == 3 or sheet.cadre.account_id is not None:
        return
    for name, text in written(number).items():
        setattr(sheet, name, text)
    sheet.summary_on = day
    sheet.state = AssessmentState.APPRAISING
    if number % 4 == 1:
        return
    grade = Grade.EXCELLENT if number % 8 == 0 else Grade.COMPETENT
    if grade == Grade.EXCELLENT and why_not_excellent([sheet]):
        grade = Grade.COMPETENT
    sheet.state = AssessmentState.PROPOSED
    sheet.proposed, sheet.proposed_on = grade.value, day
    sheet.comment = words.COMMENTS[grade]
    sheet.host_opinion = words.HOST if sheet.basis == Basis.SENDER else ""


def _interviews(sheets: Sequence[Assessment], day: date, actor: Any) -> None:
    """What the department heard at the bureau."""
    Interview.objects.bulk_create(
        Interview(
            assessment=sheet,
            held_on=day,
            interviewee=who,
            relation=relation,
            grade=grade,
            notes=notes,
            held_by="市委组织部干部一科",
            made_by=actor,
        )
        for sheet in sheets
        if sheet.state == AssessmentState.PROPOSED
        for who, relation, grade, notes in words.INTERVIEWS
    )
