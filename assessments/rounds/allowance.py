"""How many 优秀 each round of a list has and may have, by the figures of its region, in one go.

The same rule for one round, with its reasons, is `quota.py`; a test holds the two together.
"""

from __future__ import annotations

from datetime import date

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf

from assessments.rounds.choices import AssessmentState, Outcome
from assessments.rounds.figures import RoundFigures
from assessments.rounds.models import Assessment
from assessments.rounds.querysets import TOLD
from assessments.rounds.quota import HALF_UP
from core.accounts.querysets import not_of_oneself
from core.scoping import EVERYTHING, Viewer
from policy.parameters.figures import Missing, Region, in_regions

HALF = 50  # of a hundred, added before the rest is dropped


def with_allowance(rows: QuerySet, viewer: Viewer, on: date) -> QuerySet:
    """With people, unproposed, decided, objected, excellent, allowed and room.

    His own grade is not counted before it is decided: the rest of the count would tell it.
    """
    settled = Q(state__in=TOLD)
    told = settled | not_of_oneself(EVERYTHING, viewer, "cadre__account")
    grade = Coalesce(NullIf("outcome", Value("")), "proposed")
    rows = rows.annotate(
        people=_counted(Q()),
        unproposed=_counted(Q(proposed="") & ~settled),
        decided=_counted(settled),
        objected=_counted(Q(state=AssessmentState.OBJECTED)),
        excellent=_counted(Q(grade=Outcome.EXCELLENT) & told, grade=grade) + F("others_excellent"),
    )
    try:
        regions = in_regions(RoundFigures, on)
    except Missing:
        return rows.annotate(
            allowed=Value(None, output_field=IntegerField()),
            room=Value("", output_field=CharField()),
        )
    rows = rows.annotate(allowed=_allowed(regions))
    return rows.annotate(
        room=Case(
            When(excellent=0, allowed=0, then=Value("")),  # none to use up
            When(excellent__gt=F("allowed"), then=Value("over")),
            When(excellent=F("allowed"), then=Value("full")),
            When(excellent__lt=F("allowed"), then=Value("left")),
            default=Value(""),
            output_field=CharField(),
        )
    )


def _counted(condition: Q, **more: object) -> Coalesce:
    counted = Assessment.objects.filter(round=OuterRef("pk")).annotate(**more).filter(condition)
    numbers = counted.order_by().values("round").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(numbers), 0)


def _allowed(regions: list[Region]) -> Case:
    """Of the narrowest region that the unit lies in."""
    narrow = sorted(regions, key=lambda one: -len(one.path))
    return Case(
        *(
            When(unit__path__startswith=one.path, then=_rounded(one.figures))
            for one in narrow
            if one.path
        ),
        default=_rounded(narrow[-1].figures),
        output_field=IntegerField(),
    )


def _rounded(figures: RoundFigures):
    """Whole numbers divided by PostgreSQL drop the rest."""
    percent = Coalesce(F("percent"), Value(figures.percent), output_field=IntegerField())
    more = HALF if figures.rounding == HALF_UP else 0
    return (F("headcount") * percent + Value(more)) / Value(100)
