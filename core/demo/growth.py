"""The invented part of the city: what a city of more than 240 units has besides.

Units come in the order in which they are wanted, each after its parent, counties in turn; so a
larger city always contains the smaller one, unit for unit.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest

from core.demo.catalogue import BODIES, INSTITUTION_BAND, open_organ
from core.demo.city_bodies import MORE_CITY_INSTITUTIONS
from core.demo.county_organs import COUNTY_INSTITUTIONS, COUNTY_ORGANS
from core.demo.place_names import town_names, village_names
from core.demo.registrar import Registrar
from core.demo.stations import open_stations, open_villages
from core.demo.towns import COUNTY_INSTITUTION_BAND, TownForm, open_town
from core.demo.unit_seed import UnitSeed

FIRST_TOWNS, ALL_TOWNS = 80, 640  # invented ones, in all counties together
FIRST_VILLAGES, ALL_VILLAGES = 15, 130  # in each town

# How likely an invented town is a 街道, a 镇 or a 乡.
FORMS: tuple[TownForm, ...] = ("街道", "镇", "乡")
IN_A_DISTRICT, IN_A_COUNTY = (5, 4, 1), (1, 5, 4)


def growth(registrar: Registrar, named: Sequence[UnitSeed]) -> Iterator[UnitSeed]:
    """Invented units below the named ones, at least 100,000 of them."""
    counties = [unit for unit in named if unit.kind == "county"]
    towns = [unit for unit in named if unit.kind in ("township", "street")]
    new_towns = _new_towns(registrar, counties)

    first_towns = list(islice(new_towns, FIRST_TOWNS))
    towns += first_towns
    yield from _in_turn(
        _more_organs(registrar, counties),
        iter(first_towns),
        _county_institutions(registrar, counties),
        _city_institutions(registrar, named),
    )
    yield from open_stations(registrar, towns)
    villages = {town.code: village_names(registrar.random, ALL_VILLAGES) for town in towns}
    yield from open_villages(registrar, towns, villages, range(FIRST_VILLAGES))

    for town in new_towns:
        yield town
        towns.append(town)
        villages[town.code] = village_names(registrar.random, ALL_VILLAGES)
        yield from open_stations(registrar, [town])
        yield from open_villages(registrar, [town], villages, range(FIRST_VILLAGES))
    yield from open_villages(registrar, towns, villages, range(FIRST_VILLAGES, ALL_VILLAGES))


def _in_turn(*sources: Iterator[UnitSeed]) -> Iterator[UnitSeed]:
    return (unit for unit in chain.from_iterable(zip_longest(*sources)) if unit is not None)


def _more_organs(registrar: Registrar, counties: Sequence[UnitSeed]) -> Iterator[UnitSeed]:
    for organ in COUNTY_ORGANS:
        if not organ.early:
            yield from (open_organ(registrar, county, organ) for county in counties)


def _new_towns(registrar: Registrar, counties: Sequence[UnitSeed]) -> Iterator[UnitSeed]:
    for number, name in enumerate(town_names(registrar.random)[:ALL_TOWNS]):
        county = counties[number % len(counties)]
        weights = IN_A_DISTRICT if county.name.endswith("区") else IN_A_COUNTY
        form = registrar.random.choices(FORMS, weights)[0]
        yield open_town(registrar, county, name, form)


def _county_institutions(registrar: Registrar, counties: Sequence[UnitSeed]) -> Iterator[UnitSeed]:
    for name in COUNTY_INSTITUTIONS:
        for county in counties:
            yield registrar.open(
                county,
                county.name + name,
                county.name + name,
                kind="institution",
                level="109",
                quota=(1, 2),
                years=(1990, 2019),
                band=COUNTY_INSTITUTION_BAND,
            )


def _city_institutions(registrar: Registrar, named: Sequence[UnitSeed]) -> Iterator[UnitSeed]:
    group = next(unit for unit in named if unit.name == BODIES)
    for name in MORE_CITY_INSTITUTIONS:
        yield registrar.open(
            group,
            f"清河市{name}",
            f"市{name}",
            kind="institution",
            level="109",
            quota=(1, 3),
            years=(1990, 2019),
            band=INSTITUTION_BAND,
        )
