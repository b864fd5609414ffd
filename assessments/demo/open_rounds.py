"""The year that is being assessed in the demonstration: begun at a few units, nowhere settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

from assessments.demo import round_words as words
from assessments.demo.rounds import written
from assessments.rounds.choices import AssessmentState, Basis, Outcome
from assessments.rounds.grading import why_not_excellent
from assessments.rounds.models import Assessment, Interview, Round
from assessments.rounds.services import open_rounds
from assessments.rounds.who import assessors
from cadres.choices import SERVING, Grade
from cadres.demo.scene import BUREAU
from cadres.formats.assessed import closed_year
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from cadres.roster.services import admit
from core.units.models import Unit

UNITS = 6
NEWCOMERS = 3  # of the bureau, whose own are away
YOUNG = 34  # years at most
WAIT = timedelta(days=5)  # on the list before the year was begun
SOME = 2_000  # people whose assessors are counted
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
    opened = min(max(first, on - timedelta(days=DAYS)), date(year, 12, 20))
    _newcomers(opened - WAIT, on, actor)
    units = _units(year, opened)
    if not units:
        return 0
    rounds = open_rounds(actor=actor, units=units, year=year, on=opened)
    numbers = count()
    for round in rounds:
        sheets = list(Assessment.objects.filter(round=round).select_related("cadre").order_by("pk"))
        for sheet, number in zip(sheets, numbers, strict=False):
            _fill(sheet, number, opened + timedelta(days=min(5, (on - opened).days)))
        Assessment.objects.bulk_update(sheets, CHANGED)
        best = sum(sheet.proposed == Outcome.EXCELLENT for sheet in sheets)
        Round.objects.filter(pk=round.pk).update(headcount=max(5 * best, 6 * len(sheets)))
        _interviews(sheets, opened, actor)
    return Assessment.objects.filter(round__in=rounds).count()


def _newcomers(day: date, on: date, actor: Any) -> None:
    """Of the bureau, so that whoever tries its secretary has somebody to grade."""
    rows = Cadre.objects.filter(unit__short_name=BUREAU, status=SERVING, account__isnull=True)
    rows = rows.filter(entries__isnull=True, birth__gte=day.replace(year=day.year - YOUNG, day=1))
    admit(actor=actor, people=list(rows.order_by("birth", "pk")[:NEWCOMERS]), on=day, today=on)


def _units(year: int, on: date) -> list[Unit]:
    """The bureau, where its own are that have an account, and those that assess most."""
    stays = RosterEntry.objects.open().order_by("cadre_id")
    people = list(stays[:SOME].values_list("cadre_id", flat=True))
    own = set(stays.filter(cadre__account__isnull=False).values_list("cadre_id", flat=True))
    who = assessors([*people, *own], year, on)
    counted = Counter(one.unit.pk for one in who.values())
    bureau = Unit.objects.filter(short_name=BUREAU, pk__in=list(counted))
    named = [*bureau.values_list("pk", flat=True), *(who[one].unit.pk for one in sorted(own))]
    most = sorted(counted, key=lambda unit: (-counted[unit], unit))
    keys = list(dict.fromkeys([*named, *most]))[:UNITS]
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
    """What the department heard of those who are proposed."""
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
