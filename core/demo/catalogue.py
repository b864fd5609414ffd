"""The named part of the city: 240 units that are the same whatever the size asked for."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from core.demo.city_bodies import CITY_BODIES
from core.demo.city_organs import CITY_ORGANS
from core.demo.counties import COUNTIES, County
from core.demo.county_organs import COUNTY_ORGANS, CountyOrgan
from core.demo.registrar import Registrar
from core.demo.towns import TownForm, open_town
from core.demo.unit_seed import UnitSeed

ORGANS, COUNTY_GROUP, BODIES = "市直机关", "县（区）", "市属企事业单位"

# The smallest city: what the tree and the demonstration accounts stand on.
ESSENTIAL = frozenset(
    {
        "清河市",
        ORGANS,
        "市委组织部",
        "市交通运输局",
        COUNTY_GROUP,
        "青川县",
        "青川县委组织部",
        "柳河镇",
        BODIES,
    }
)
INSTITUTION_BAND = 101
GOLDEN = 0.618034


class Ranked(NamedTuple):
    """A unit and its rank from 0 to 1; a small city takes the units of low rank."""

    rank: float
    unit: UnitSeed


def catalogue(registrar: Registrar) -> list[UnitSeed]:
    """Every named unit, the most needed first, no unit before its parent."""
    ranked = sorted(_named(registrar), key=lambda item: item.rank)
    return [item.unit for item in ranked]


def open_organ(registrar: Registrar, county: UnitSeed, organ: CountyOrgan) -> UnitSeed:
    """Open one organ of a county in its protocol place."""
    return registrar.open(
        county,
        organ.name.replace("{}", county.name),
        organ.short_name.replace("{}", county.name),
        kind="county_department",
        level="109",
        quota=(1, organ.deputies),
        years=(organ.since, organ.since),
        slot=COUNTY_ORGANS.index(organ) + 1,
    )


def _named(registrar: Registrar) -> Iterator[Ranked]:
    root = UnitSeed("001", None, "清河市", "清河市", "city", "105", date(1985, 1, 1), 4, 30)
    yield Ranked(0, root)
    organs, counties, bodies = (
        registrar.open(
            root, name, name, kind="group", level="105", quota=(0, 0), years=(1985, 1985), slot=slot
        )
        for slot, name in enumerate((ORGANS, COUNTY_GROUP, BODIES), start=1)
    )
    yield from (Ranked(0, group) for group in (organs, counties, bodies))
    yield from _spread(_city_organs(registrar, organs))
    yield from _spread(_city_bodies(registrar, bodies))
    for position, county in enumerate(COUNTIES, start=1):
        unit = registrar.open(
            counties,
            county.name,
            county.name,
            kind="county",
            level="107",
            quota=(4, 24),
            years=(county.since, county.since),
            slot=position,
        )
        yield Ranked(0 if unit.short_name in ESSENTIAL else position / 100, unit)
        # Above every county's own rank, so that no organ or town comes before its county.
        yield from _spread(_below(registrar, county, unit), start=0.1)


def _city_organs(registrar: Registrar, group: UnitSeed) -> Iterator[UnitSeed]:
    for slot, organ in enumerate(CITY_ORGANS, start=1):
        yield registrar.open(
            group,
            organ.name,
            organ.short_name,
            kind="city_department",
            level=organ.level,
            quota=(1, organ.deputies),
            years=(organ.since, organ.since),
            slot=slot,
        )


def _city_bodies(registrar: Registrar, group: UnitSeed) -> Iterator[UnitSeed]:
    for body in CITY_BODIES:
        yield registrar.open(
            group,
            body.name,
            body.short_name,
            kind=body.kind,
            level=body.level,
            quota=body.quota,
            years=(body.since, body.since),
            band=INSTITUTION_BAND if body.kind == "institution" else 1,
        )


def _below(registrar: Registrar, county: County, unit: UnitSeed) -> Iterator[UnitSeed]:
    for organ in COUNTY_ORGANS:
        if organ.early:
            yield open_organ(registrar, unit, organ)
    towns: dict[TownForm, tuple[str, ...]]
    towns = {"街道": county.streets, "镇": county.towns, "乡": county.townships}
    for form, names in towns.items():
        for name in names:
            yield open_town(registrar, unit, name, form)


def _spread(units: Iterator[UnitSeed], *, start: float = 0) -> Iterator[Ranked]:
    """Rank by multiples of the golden ratio: any cut leaves an even sample of the order."""
    for number, unit in enumerate(units, start=1):
        rank = start + (1 - start) * (number * GOLDEN % 1)
        yield Ranked(0 if unit.short_name in ESSENTIAL else rank, unit)
