"""What clause 3.3.4 asks of units: everybody on the roster is assessed each year.

The duty opens with the month of assessment (or with his entry, where that is later), and is due
`settle_days` after it. Who leaves the roster before it opens owes nothing; who leaves later, no
more. It is owed by the unit that assesses, known from the sheet once a round was begun; until then
by the unit where he is. A grade that was decided, or entered from the file, proves it.
"""

from calendar import monthrange
from datetime import date, timedelta

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Greatest

from assessments.rounds.figures import YearlyFigures
from assessments.rounds.flow import SECRETARIES
from assessments.rounds.models import Assessment
from cadres.roster.models import RosterEntry
from core.choices import Role
from policy.duties.rule import Act, DutyRule, DutySpec, required, satisfied
from policy.periods import Year, years


def opening(year: int, month: int) -> date:
    """The first day on which a year is assessed."""
    return date(year, month, 1)


def closing(year: int, month: int, days: int) -> date:
    """The last day on which a year is assessed in time."""
    return date(year, month, monthrange(year, month)[1]) + timedelta(days=days)


def yearly(year: Year, figures: YearlyFigures, on: date) -> DutySpec:
    """Whoever is on the roster from the month of assessment on is assessed by the day it is due."""
    first = opening(year.year, figures.month)
    due = closing(year.year, figures.month, figures.settle_days)
    there = RosterEntry.objects.filter(
        Q(left_on__isnull=True) | Q(left_on__gt=first), entered_on__lte=min(year.last_day, on)
    )
    sheet = Assessment.objects.filter(cadre=OuterRef("cadre_id"), year=year.year)
    # Apart, so that the few of a unit are found by its key, and not by asking of everybody.
    without = _owed(there.exclude(Exists(sheet)), "unit_id", first, due)
    begun = there.filter(cadre__assessments__year=year.year)
    return DutySpec(
        required=without.union(_owed(begun, "cadre__assessments__unit_id", first, due), all=True),
        satisfied=satisfied(
            Assessment.objects.filter(year=year.year).exclude(outcome=""),
            subject="cadre_id",
            on="decided_on",
        ),
    )


def _owed(stays: QuerySet, unit: str, first: date, due: date) -> QuerySet:
    """One row for each person and unit in which he was."""
    stays = (
        stays.order_by()
        .values("cadre_id", "unit_id")
        .annotate(
            came=Min("entered_on"),
            lasting=Count("pk", Q(left_on__isnull=True)),
            went=Max("left_on"),
            assessor=F(unit),
        )
    )
    return required(
        stays,
        subject="cadre_id",
        unit="assessor",
        opened=Greatest(F("came"), Value(first)),
        due=due,
        ended=Case(When(lasting=0, then=F("went"))),
    )


YEARLY = DutyRule(
    name="assessment.yearly",
    clause="3.3.4",
    label="年度考核",
    sentence="每年 {month} 月对在库干部进行年度考核，考核月份结束后 {settle_days} 天内审定等次。",
    owner=Role.UNIT_SECRETARY,
    figures=YearlyFigures,
    spec=yearly,
    periods=years,
    act=Act("年度考核", "rounds:of_duty", only=SECRETARIES),
    evidence="rounds:sheet",
    offices_only=True,
)
