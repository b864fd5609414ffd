"""附表 7: those on the roster on the day by kind and age (domain §6.10).

The first row is the head; the bands are those of the day, by figure `statistics.age_bands`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from cadres.choices import LEVEL, SOURCE, EducationLevel, Gender, Tier
from core.codes.vocabulary import vocabulary
from core.months import full_years
from reporting.gathering.content import Row, Table
from reporting.gathering.crowd import Crowd, Stay
from reporting.gathering.roster import (
    has_grassroots,
    is_minority,
    is_non_party,
)
from reporting.structure.bands import Band, bands_on

HEAD = ("项目", "合计")
ALL = "总数"
Profile = tuple[str, str, int | None, int | None, str, bool, bool, bool]
UNKNOWN = "未填写"
MINORITY, NON_PARTY, GRASSROOTS = "少数民族", "党外干部", "两年以上基层经历"
# Every kind in order; of levels, sources and what is not told, those alone that somebody is of.
KINDS: dict[str, bool] = {
    ALL: True,
    **{f"性别：{gender.label}": True for gender in Gender},
    MINORITY: True,
    NON_PARTY: True,
    GRASSROOTS: True,
    **{f"职务层次：{name}": False for name in (*vocabulary(LEVEL).values(), UNKNOWN)},
    **{f"全日制学历：{level.label}": True for level in reversed(EducationLevel)},
    f"全日制学历：{UNKNOWN}": False,
    **{f"使用层级：{tier.label}": True for tier in Tier},
    f"使用层级：{UNKNOWN}": False,
    **{f"来源：{name}": False for name in (*vocabulary(SOURCE).values(), UNKNOWN)},
}


def tables_of(crowd: Crowd) -> Mapping[int, Table]:
    """Unit to its table. One statement."""
    bands = bands_on(crowd.span.on)
    alike: Counter[tuple[str, Profile, int]] = Counter(
        (stay.path, _profile(stay), full_years(stay.birth, crowd.span.on))
        for stay in crowd.here.values()
    )
    by_path: dict[str, Counter[tuple[str, int]]] = {}
    for (path, profile, age), number in alike.items():
        counted = by_path.setdefault(path, Counter())
        band = next(n for n, one in enumerate(bands) if one.holds(age))
        for kind in _kinds(*profile):
            counted[kind, band] += number
    by_unit: dict[int, Counter[tuple[str, int]]] = {unit.pk: Counter() for unit in crowd.units}
    for path, counted in by_path.items():
        for unit in crowd.told_by(path):
            by_unit[unit].update(counted)
    return {unit: _table(counted, bands) for unit, counted in by_unit.items()}


def _profile(stay: Stay) -> Profile:
    return (
        *(stay.gender, stay.level, stay.fulltime_level, stay.tier, stay.source),
        *(is_minority(stay), is_non_party(stay), has_grassroots(stay)),
    )


@cache
def _kinds(
    gender: str,
    level: str,
    fulltime: int | None,
    tier: int | None,
    source: str,
    minority: bool,
    non_party: bool,
    grassroots: bool,
) -> tuple[str, ...]:
    """The kinds that whoever is like this belongs to."""
    flags = ((MINORITY, minority), (NON_PARTY, non_party), (GRASSROOTS, grassroots))
    return (
        ALL,
        f"性别：{Gender(gender).label}",
        *(kind for kind, holds in flags if holds),
        f"职务层次：{vocabulary(LEVEL).get(level, UNKNOWN)}",
        f"全日制学历：{EducationLevel(fulltime).label if fulltime else UNKNOWN}",
        f"使用层级：{Tier(tier).label if tier else UNKNOWN}",
        f"来源：{vocabulary(SOURCE).get(source, UNKNOWN)}",
    )


def _table(counted: Counter[tuple[str, int]], bands: tuple[Band, ...]) -> Table:
    head = Row(None, (*HEAD, *(band.label for band in bands)))
    return Table("statistics", (head, *_rows(counted, len(bands))))


def _rows(counted: Counter[tuple[str, int]], bands: int) -> Iterator[Row]:
    for kind, is_always in KINDS.items():
        numbers = [counted[kind, band] for band in range(bands)]
        if is_always or any(numbers):
            yield Row(None, (kind, str(sum(numbers)), *map(str, numbers)))
