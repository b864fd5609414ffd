"""A unit that goes to another county: who reads, takes in and collects what it filed before."""

from datetime import date

import pytest
from django.urls import reverse

from core.choices import Role
from core.units.services import move
from reporting.annual import services
from reporting.annual.checks import checks_of
from reporting.annual.choices import ReportState
from reporting.annual.models import AnnualReport, Filing, Opinion
from reporting.annual.reading import whole_of
from reporting.volume.choosing import Selection, select
from tests.annual.making import COUNTY, ON, TOWN, YEAR, filed, granted, opened, report, said
from tests.annual.making import secretary_of as of
from tests.volume.making import root

OTHER = "清源县"
MOVED = date(2026, 12, 12)


def moved(world, place: str = TOWN, to: str = OTHER) -> None:
    """The unit stands below the other county from now on."""
    unit = world.named[place]
    unit.refresh_from_db()
    move(actor=world.city, unit=unit, seen=unit.version, parent=world.named[to], on=MOVED)


def other(world):
    """The department of the county that it goes to."""
    return granted(world, "county-other", Role.COUNTY_DEPARTMENT, OTHER)


def volumes(world) -> dict[str, Selection]:
    """The volume of each who collects, as its own department has it."""
    city = root(world)
    return {
        "city": select(world.city, city, YEAR),
        COUNTY: select(world.county, world.named[COUNTY], YEAR),
        OTHER: select(other(world), world.named[OTHER], YEAR),
    }


def holding(world, place: str = TOWN) -> list[str]:
    """In whose volumes the unit's report stands."""
    return [
        name
        for name, one in volumes(world).items()
        if place in [entry.unit.short_name for entry in one.entries]
    ]


def lacking(world, place: str = TOWN) -> list[str]:
    """In whose volumes it is said to be lacking."""
    return [
        name
        for name, one in volumes(world).items()
        if place in [report.unit.short_name for report in one.lacking]
    ]


@pytest.mark.parametrize("accepted", [False, True])
def test_what_was_filed_is_in_the_volume_of_whoever_it_was_filed_with(world, accepted):
    filed(world, TOWN)
    assert holding(world) == [COUNTY]
    if accepted:
        one = report(world, TOWN)
        services.accept(actor=world.county, report=one, seen=one.version, on=ON)
    moved(world)
    assert (holding(world), lacking(world)) == ([COUNTY], [])


def test_what_goes_from_the_city_to_a_county_stays_with_the_city(world):
    filed(world, "市科技局")
    moved(world, "市科技局")
    assert holding(world, "市科技局") == ["city"]


def test_what_goes_from_a_county_to_the_city_stays_with_the_county(world):
    filed(world, TOWN)
    moved(world, to=root(world).short_name)
    assert holding(world) == [COUNTY]


def test_a_draft_is_lacking_where_its_unit_stands_now(world):
    opened(world, TOWN)
    assert lacking(world) == [COUNTY]
    moved(world)
    assert (holding(world), lacking(world)) == ([], [OTHER])
    services.refresh(actor=of(world, TOWN), report=report(world, TOWN), on=ON)
    assert (holding(world), lacking(world)) == ([], [OTHER])


def test_whoever_it_was_filed_with_takes_it_in_after_the_move(world, client_for):
    filed(world, TOWN)
    moved(world)
    one = report(world, TOWN)
    browser = client_for(world.county)
    assert browser.get(reverse("annual:detail", args=[one.pk])).status_code == 200
    services.comment(actor=world.county, report=one, cell="part:1", words="请补充。", on=MOVED)
    one = services.give_back(
        actor=world.county, report=one, seen=report(world, TOWN).version, words="请改", on=MOVED
    )
    assert one.state == ReportState.RETURNED
    # It is mended for whoever the unit stands below now, and leaves the first one's sight.
    assert (holding(world), lacking(world)) == ([], [OTHER])
    services.refresh(actor=of(world, TOWN), report=one, on=MOVED)
    assert report(world, TOWN).collector == world.named[OTHER]
    assert not AnnualReport.objects.visible_to(world.county).filter(pk=one.pk).exists()
    assert not Filing.objects.visible_to(world.county).filter(report=one).exists()


def test_what_a_unit_writes_after_its_move_is_not_the_first_countys(world):
    opened(world, TOWN)
    said(world, TOWN)
    moved(world)
    assert not AnnualReport.objects.visible_to(world.county).filter(unit=world.named[TOWN]).exists()
    assert not Opinion.objects.visible_to(world.county).exists()


def test_no_unit_but_the_department_reads_what_was_filed_with_its_county(world):
    clerk = granted(world, "county-clerk", Role.UNIT_CLERK, COUNTY)
    filed(world, TOWN)
    moved(world)
    rows = AnnualReport.objects.filter(unit=world.named[TOWN])
    assert rows.visible_to(world.county).exists()
    assert rows.visible_to(other(world)).exists()
    assert not rows.visible_to(clerk).exists()


def test_a_county_is_not_asked_for_the_draft_of_a_unit_that_left(world):
    opened(world, COUNTY, TOWN)
    moved(world)
    one = report(world, COUNTY)
    (check,) = [one for one in checks_of(one, whole_of(one), MOVED) if one.key == "units"]
    assert check.light == "green" and TOWN not in check.sentence
