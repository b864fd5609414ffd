"""Post, position level, rank, and since when (domain §3.4, §3.6)."""

from functools import partial
from typing import Final

from django.db.models import Case, F, PositiveSmallIntegerField, Q, Value, When
from django.db.models.lookups import GreaterThan, LessThan

from cadres.checks.rule import NATIONAL, Rule, Severity, Theme, where
from cadres.choices import LEVEL, RANK
from core.choices import UnitKind, UnitLevel
from core.codes.vocabulary import vocabulary

# The position level of whoever leads a unit of that 机构级别, as its place in ZB09.
LEADS: Final = {
    UnitLevel.BUREAU_PRINCIPAL: "1A21",
    UnitLevel.BUREAU_DEPUTY: "1A22",
    UnitLevel.COUNTY_PRINCIPAL: "1A31",
    UnitLevel.COUNTY_DEPUTY: "1A32",
    UnitLevel.SECTION_PRINCIPAL: "1A41",
    UnitLevel.SECTION_DEPUTY: "1A42",
}
# The lowest rank of a position level (domain §3.4); ranks fall as their codes rise.
LOWEST_RANK: Final = {
    "1A21": "R01",
    "1A22": "R02",
    "1A31": "R04",
    "1A32": "R06",
    "1A41": "R08",
    "1A42": "R10",
}

error = partial(Rule, theme=Theme.POST, severity=Severity.ERROR)
warning = partial(Rule, theme=Theme.POST, severity=Severity.WARNING)


def _level(code: str) -> str:
    return vocabulary(LEVEL).get(code, code)


def _rank(code: str) -> str:
    return vocabulary(RANK).get(code, code)


def _place(code: str) -> int:
    return list(vocabulary(LEVEL)).index(code) + 1


TOP_OF_UNIT: Final = Case(
    *(When(unit__level=unit, then=Value(_place(code))) for unit, code in LEADS.items()),
    output_field=PositiveSmallIntegerField(),
)


LOWEST_OF_LEVEL: Final = Case(
    *(When(level=one, then=Value(rank)) for one, rank in LOWEST_RANK.items())
)

RULES: Final = (
    error(
        code="post.no_title",
        sentence="现任职务不能为空",
        basis=NATIONAL,
        field="title",
        reads=("Cadre.title",),
        wrong=where(Q(title="")),
        shown=("title",),
        say=lambda _title: "没有填写现任职务，请写单位全称和职务。",
    ),
    error(
        code="post.no_unit",
        sentence="所在单位没有撤销，也不只是机构分组",
        basis=NATIONAL,
        field="unit",
        reads=("Cadre.unit",),
        wrong=where(Q(unit__abolished_on__isnull=False) | Q(unit__kind=UnitKind.GROUP)),
        shown=("unit__name", "unit__abolished_on"),
        say=lambda name, abolished: (
            f"所在单位“{name}”已于 {abolished} 撤销，请改到现在的单位。"
            if abolished
            else f"所在单位“{name}”只是机构分组，请改到其下的单位。"
        ),
    ),
    error(
        code="post.no_level",
        sentence="职务层次不能为空",
        basis=NATIONAL,
        field="level",
        reads=("Cadre.level",),
        wrong=where(Q(level="")),
        shown=("level",),
        say=lambda _level: "没有选择职务层次，请选择；没有层次的选“其他”。",
    ),
    warning(
        code="post.level_above_unit",
        sentence="职务层次不高于机构级别",
        basis=NATIONAL,
        field="level",
        reads=("Cadre.level", "Cadre.level_rank", "Cadre.unit"),
        wrong=where(Q(LessThan(F("level_rank"), TOP_OF_UNIT))),
        shown=("level", "unit__short_name", "unit__level"),
        say=lambda code, unit, level: (
            f"职务层次“{_level(code)}”高于“{unit}”的机构级别（{UnitLevel(level).label}），"
            "请核对职务层次和所在单位；确属高配的，请注明并暂不处理。"
        ),
    ),
    warning(
        code="post.rank_below_level",
        sentence="职级不低于职务层次对应的最低职级",
        basis=NATIONAL,
        field="rank",
        reads=("Cadre.rank", "Cadre.level"),
        wrong=where(Q(GreaterThan(F("rank"), LOWEST_OF_LEVEL))),
        shown=("rank", "level"),
        say=lambda rank, level: (
            f"职级“{_rank(rank)}”低于职务层次“{_level(level)}”对应的最低职级"
            f"“{_rank(LOWEST_RANK[level])}”，请核对两项。"
        ),
    ),
)
