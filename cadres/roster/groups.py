"""Groups of people by which the roster is counted and asked: wider than codes, for a day.

Each is one expression, so that a table that counts by it and the list behind a number agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import (
    Case,
    CharField,
    IntegerChoices,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Greatest

from cadres.choices import HAN, PARTY_MEMBERS, EducationLevel
from cadres.people.models import Cadre
from core.listing.columns import Column, Kind, Lookup
from core.months import first_of, shift

UNKNOWN = "未填"
DEMOCRATIC = tuple(f"{code:02d}" for code in range(4, 12))  # 民革 … 台盟, GB/T 4762
DEGREES = ("fulltime_degree", "inservice_degree")


class NationGroup(TextChoices):
    """Domain §6.10."""

    HAN = "han", "汉族"
    MINORITY = "minority", "少数民族"


class PartyGroup(TextChoices):
    """Domain §6.10; members on probation are members, whoever is of no party is 群众."""

    PARTY = "party", "中共党员（含预备）"
    DEMOCRATIC = "democratic", "民主党派"
    MASSES = "masses", "群众（含团员、无党派）"


class Degree(IntegerChoices):
    """The higher of the two degrees of a file (GB/T 6864; an honorary one is none)."""

    BACHELOR = 1, "学士"
    MASTER = 2, "硕士"
    DOCTOR = 3, "博士"


class LevelYears(TextChoices):
    """任现职务层次年限, full years by month (domain §6.10)."""

    FIRST = "0", "不满1年"
    THREE = "1", "1年以上不满3年"
    FIVE = "3", "3年以上不满5年"
    TEN = "5", "5年以上不满10年"
    MORE = "10", "10年以上"


ANY_OF: dict[str, Any] = {
    "kind": Kind.CHOICE,
    "lookup": Lookup.ONE_OF,
    "many": True,
    "sortable": False,
    "default": False,
}
GROUPS = (
    Column(
        name="nation_group",
        label="民族类别",
        path="nation_group",
        options=NationGroup,
        absent=UNKNOWN,
        width=10,
        **ANY_OF,
    ),
    Column(
        name="party_group",
        label="党派类别",
        path="party_group",
        options=PartyGroup,
        absent=UNKNOWN,
        width=14,
        **ANY_OF,
    ),
    Column(
        name="highest_level",
        label="最高学历层次",
        path="highest_level",
        options=EducationLevel,
        absent=UNKNOWN,
        help="全日制和在职学历中较高的。",
        width=12,
        **ANY_OF,
    ),
    Column(
        name="highest_degree",
        label="最高学位",
        path="highest_degree",
        options=Degree,
        absent="无学位",
        help="全日制和在职学位中较高的。",
        width=10,
        **ANY_OF,
    ),
    Column(
        name="level_years",
        label="任现职务层次年限",
        path="level_years",
        options=LevelYears,
        absent="任职时间不详",
        help="整年，按月计算。",
        width=14,
        **ANY_OF,
    ),
)


@lru_cache(maxsize=64)
def groups_on(on: date) -> dict[str, Any]:
    """The expressions of the columns for rows of the roster."""
    return {
        "nation_group": _words(
            When(nation=HAN, then=Value(NationGroup.HAN)),
            When(~Q(nation=""), then=Value(NationGroup.MINORITY)),
        ),
        "party_group": _words(
            When(political_status__in=PARTY_MEMBERS, then=Value(PartyGroup.PARTY)),
            When(political_status__in=DEMOCRATIC, then=Value(PartyGroup.DEMOCRATIC)),
            When(~Q(political_status=""), then=Value(PartyGroup.MASSES)),
        ),
        "highest_level": Greatest("fulltime_level", "inservice_level"),
        "highest_degree": _degree(),
        "level_years": _words(*_years_at_level(on)),
    }


def _words(*cases: When) -> Case:
    return Case(*cases, default=Value(""), output_field=CharField())


def _degree() -> Subquery:
    """Read of the person: a join would stand in every statement about the roster."""
    person = Cadre.objects.filter(pk=OuterRef("cadre_id"))
    degree = Case(*_degrees(), output_field=IntegerField())
    return Subquery(person.values(degree=degree), output_field=IntegerField())


def _degrees() -> Iterator[When]:
    """The first figure of a code says which degree it is: 2 博士, 3 硕士, 4 学士."""
    for figure, degree in (("2", Degree.DOCTOR), ("3", Degree.MASTER), ("4", Degree.BACHELOR)):
        either = Q(pk__in=())
        for name in DEGREES:
            either |= Q(**{f"{name}__startswith": figure})
        yield When(either, then=Value(degree.value))


def _years_at_level(on: date) -> Iterator[When]:
    """From the longest on; who comes to his level after the day has no years yet."""
    month = first_of(on)
    yield When(Q(level_since__isnull=True) | Q(level_since__gte=shift(month, 1)), then=Value(""))
    for band in reversed(LevelYears):
        last = shift(month, 1 - 12 * int(band))
        yield When(level_since__lt=last, then=Value(band.value))
