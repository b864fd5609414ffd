"""Every figure against a clerk's counting, and against the list that it opens."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from cadres.roster.models import RosterEntry, RosterStage
from core.listing.entity import all_entities
from core.listing.page import Listing
from reporting.annual.who import reporting_units
from reporting.gathering.content import Behind
from reporting.gathering.crowd import MOST_BRANCHES
from reporting.gathering.gathering import FIGURES, gather
from reporting.gathering.keys import KEYS
from tests.gathering.clerk import Clerk
from tests.gathering.lives import PLACES
from tests.world import World
from tests.world_people import TODAY

YEARS = ((2026, TODAY), (2025, date(2025, 12, 31)))
# Worked out of several numbers, so that no list is as long as they say.
WORKED = {"roster.average_age", "mentoring.covered", "talks.covered"}
STATEMENTS = 17
WITHOUT_LIST = {"training.studies", "conduct.rewards", "conduct.disciplines"}


def counted(behind: Behind, viewer) -> int:
    """How long the list is that a figure opens."""
    entity = next(one for one in all_entities() if one.list_url == behind.view)
    params = QueryDict(mutable=True)
    for name, values in behind.asked.items():
        params.setlist(name, list(values))
    return Listing(entity, viewer, params, strict=True).rows.count()


@pytest.mark.parametrize("generated", [0, 1], indirect=True)
def test_every_figure_is_what_a_clerk_counts(generated: World):
    seen: set[str] = set()
    for year, on in YEARS:
        units = [one.unit for one in reporting_units(on)]
        found = gather(units, year, on)
        for unit in units:
            told = {key: one.value for key, one in found[unit.pk].figures.items()}
            clerk = Clerk(unit, year, on)
            assert told == clerk.figures(), (year, unit)
            assert list(found[unit.pk].people) == [cadre.pk for cadre, _ in clerk.here]
            seen |= {key for key, value in told.items() if value not in ("", "0")}
    assert seen == set(FIGURES)


@pytest.mark.parametrize("generated", [7], indirect=True)
def test_every_figure_opens_a_list_as_long_as_it_says(generated: World):
    units = [generated.named[name] for name in PLACES]
    for year, on in YEARS:
        found = gather(units, year, on)
        for unit in units:
            for key, figure in found[unit.pk].figures.items():
                assert (figure.behind is None) == (key in WITHOUT_LIST), key
                if figure.behind and key not in WORKED:
                    listed = counted(figure.behind, generated.city)
                    assert listed == int(figure.value), (year, unit, key)
        for key, figure in found[generated.named["青川县"].pk].figures.items():
            if figure.behind and key not in WORKED:
                assert counted(figure.behind, generated.county) == int(figure.value), (year, key)


def test_every_figure_says_what_counts_by_which_clause():
    assert set(FIGURES) == {key.key for key in KEYS}
    for key, told in FIGURES.items():
        assert (told.__doc__ or "").startswith("Clause"), key


def test_nobody_counts_as_nothing_and_has_no_average(world: World):
    unit = world.named["市科技局"]
    content = gather([unit], 2020, date(2020, 12, 31))[unit.pk]
    values = {key: one.value for key, one in content.figures.items()}
    assert {values.pop(key) for key in WORKED} == {""}
    assert set(values.values()) == {"0"}
    assert content.people == ()
    rows = {name: len(table.rows) for name, table in content.tables.items()}
    assert rows.pop("statistics") > 1
    assert set(rows.values()) == {0}


def test_what_is_asked_of_one_unit_is_asked_of_all_by_as_many_statements(
    world: World, django_assert_num_queries
):
    every = [one.unit for one in reporting_units(TODAY)]
    assert len(every) > 2 * MOST_BRANCHES - 10
    for units in (every[:2], every):
        with django_assert_num_queries(STATEMENTS):
            gather(units, 2026, TODAY)


def test_a_county_speaks_of_its_units_people_and_nobody_of_another(world: World):
    county, town, other = (world.named[name] for name in ("青川县", "柳河镇", "市科技局"))
    found = gather([county, town, other], 2026, TODAY)
    assert found[town.pk].people == (world.cadres["赵文博"].pk, world.cadres["罗天翊"].pk)
    assert found[county.pk].people == found[town.pk].people
    assert found[other.pk].people == (world.cadres["李明朗"].pk,)
    assert gather([town], 2026, TODAY)[town.pk] == found[town.pk]


@pytest.mark.parametrize(
    ("entered", "left", "figures"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), {}),
        (date(2025, 1, 1), date(2026, 1, 1), {"open_before", "left"}),
        (date(2025, 12, 31), None, {"open", "open_before"}),
        (date(2026, 1, 1), None, {"open", "entered"}),
        (TODAY, None, {"open", "entered"}),
        (date(2026, 5, 1), TODAY, {"entered", "left"}),
        (date(2026, 5, 1), date(2026, 11, 24), {"open", "entered"}),
        (date(2026, 11, 24), None, {}),
    ],
)
def test_the_roster_to_the_day(world: World, entered: date, left: date | None, figures: set[str]):
    RosterStage.objects.all().delete()
    RosterEntry.objects.all().delete()
    closed = {"left_on": left, "exit_ground": "2", "status": "4"} if left else {}
    RosterEntry.objects.create(cadre=world.cadres["李明朗"], entered_on=entered, **closed)
    unit = world.named["市科技局"]
    content = gather([unit], 2026, TODAY)[unit.pk]
    numbers = ("open", "open_before", "entered", "left")
    assert {name for name in numbers if content.value(f"roster.{name}") == "1"} == set(figures)
    assert bool(content.people) == ("open" in figures)
    assert len(content.tables["assessed"].rows) == bool(figures)
