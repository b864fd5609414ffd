"""What the roster knows of grades: the last one of people, as conditions and columns.

“上年度” is the last year that was settled by a day (`closed_year`), or a later one of which the
grade was decided already.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.lookups import In

from assessments.rounds.choices import Outcome
from assessments.rounds.consequences import NO_PROMOTION_MONTHS
from assessments.rounds.models import Assessment
from cadres.formats.assessed import closed_year
from cadres.people.models import Cadre

LOW = (Outcome.BASIC, Outcome.INCOMPETENT)


def last_ones(on: date, outer: str = "cadre") -> QuerySet[Assessment]:
    """Assessments of the row's person, the last decided one first; `outer` leads to the person."""
    rows = Assessment.objects.filter(
        cadre=OuterRef(outer), year__gte=closed_year(on), decided_on__lte=on
    )
    return rows.exclude(outcome="").order_by("-year")


def last_year(on: date) -> Subquery:
    """The year of a stay's person that was assessed last."""
    return Subquery(last_ones(on).values("year")[:1], output_field=IntegerField(null=True))


def last_outcome(on: date, outer: str = "cadre") -> Subquery:
    """What it ended with, as a code of `Outcome`."""
    return Subquery(last_ones(on, outer).values("outcome")[:1], output_field=CharField(null=True))


def last_grade(on: date) -> Subquery:
    """The same in words, for lists."""
    words = Case(
        *(When(outcome=one.value, then=Value(str(one.label))) for one in Outcome),
        output_field=CharField(),
    )
    return Subquery(last_ones(on).annotate(words=words).values("words")[:1])


def low_last(on: date, outer: str = "cadre") -> In:
    """Rows whose person was 基本称职 or below last year (《任用条例》, R24: no 考察对象)."""
    return In(last_outcome(on, outer), LOW)


def held_back(on: date, outer: str = "cadre") -> Exists:
    """Rows whose person must not be promoted on a day: 基本称职 within the last year.

    `consequences.no_promotion_until`, as a condition.
    """
    until = Func(
        F("decided_on"),
        template=f"(%(expressions)s + make_interval(months => {NO_PROMOTION_MONTHS}))::date",
        output_field=DateField(),
    )
    rows = Assessment.objects.filter(cadre=OuterRef(outer), outcome=Outcome.BASIC)
    return Exists(rows.alias(until=until).filter(decided_on__lte=on, until__gt=on))


def why_not_considered(people: Collection[int], on: date) -> dict[int, str]:
    """Cadre to why he cannot be 考察对象, as a phrase after his name.

    One of `settings.CONSIDERED_GUARDS`.
    """
    rows = Cadre.objects.filter(low_last(on, "pk"), pk__in=list(people))
    rows = rows.annotate(year=Subquery(last_ones(on, "pk").values("year")[:1]))
    rows = rows.annotate(outcome=last_outcome(on, "pk"))
    return {
        cadre: f" {year} 年度考核为{Outcome(outcome).label}，按《党政领导干部选拔任用工作条例》"
        "不得列为考察对象"
        for cadre, year, outcome in rows.values_list("pk", "year", "outcome")
    }
