"""Every cell of the structure tables against plain Python, and against the list that it opens."""

from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from cadres.people.models import Cadre
from core.listing.page import Listing
from core.units.models import Unit
from reporting.structure.dimensions import BY_NAME, DIMENSIONS
from reporting.structure.frame import Frame
from reporting.structure.table import table
from tests.structure import oracle
from tests.structure.lives import lives

PEOPLE_DIMENSIONS = [one.name for one in DIMENSIONS if one.name not in ("unit", "region")]
DAYS = (None, date(2025, 6, 30), date(2026, 3, 31))
VIEWERS = ("city", "county", "secretary", "clerk")


@pytest.fixture
def people(world):
    return lives(world, 60, seed=7)


def tops(world, who):
    return [scope.path for scope in world.users[who].scopes]


def listed(viewer, url) -> int:
    """How many the list behind an address has for the viewer."""
    from django.http import QueryDict

    from cadres.roster.entities import ROSTER

    address, _, query = url.partition("?")
    assert resolve(address).view_name == "roster:list"
    return Listing(ROSTER, viewer, QueryDict(query), strict=True).rows.count()


def half_up(part: int, whole: int) -> str:
    if not whole:
        return "—"
    return str((Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP))


def check(viewer, found, numbers: Counter, on: date) -> None:
    """The numbers of a table are those of the oracle, and each opens as many."""
    told = Counter()
    for line in found.lines:
        for head, cell in zip(found.heads, line.cells, strict=True):
            told[line.label, head.label] += cell.number
            assert listed(viewer, cell.url) == cell.number, cell.url
        if not found.heads:
            told[line.label, ""] += line.total.number
        assert listed(viewer, line.total.url) == line.total.number, line.total.url
    assert +told == +numbers
    people = sum(numbers.values())
    assert found.total.total.number == people == listed(viewer, found.total.total.url)
    for place, head in enumerate(found.heads):
        whole = sum(n for (_, column), n in numbers.items() if column == head.label)
        assert found.total.cells[place].number == whole
        assert listed(viewer, found.total.cells[place].url) == whole
        for line in found.lines:
            assert line.cells[place].percent == half_up(line.cells[place].number, whole)
    for line in found.lines:
        assert line.total.percent == half_up(line.total.number, people)


@pytest.mark.parametrize("on", DAYS, ids=str)
@pytest.mark.parametrize("name", PEOPLE_DIMENSIONS)
def test_each_dimension_is_as_counted_by_hand(world, people, name, on):
    frame = Frame(world.city, on or timezone.localdate())
    rows = oracle.here(frame.on, [""])
    numbers = Counter((oracle.of(name, row, frame.on), "") for row in rows)
    check(world.city, table(frame, BY_NAME[name]), numbers, frame.on)


@pytest.mark.parametrize("who", VIEWERS)
@pytest.mark.parametrize(
    ("rows", "columns"),
    [("level", "age"), ("fulltime", "inservice"), ("tier", "gender"), ("party", "level_years")],
)
def test_two_dimensions_for_each_viewer(world, people, who, rows, columns):
    frame = Frame(world.users[who], date(2026, 3, 31))
    seen = oracle.here(frame.on, tops(world, who))
    assert seen
    numbers = Counter(
        (oracle.of(rows, row, frame.on), oracle.of(columns, row, frame.on)) for row in seen
    )
    found = table(frame, BY_NAME[rows], BY_NAME[columns])
    check(world.users[who], found, numbers, frame.on)


@pytest.mark.parametrize("who", VIEWERS)
@pytest.mark.parametrize("region", [False, True])
def test_units_and_regions(world, people, who, region):
    frame = Frame(world.users[who], timezone.localdate())
    [path] = tops(world, who)
    top = Unit.objects.get(path=path)
    numbers = Counter(
        (oracle.place(row, top, region=region), oracle.of("gender", row, frame.on))
        for row in oracle.here(frame.on, [path])
    )
    found = table(frame, BY_NAME["region" if region else "unit"], BY_NAME["gender"])
    check(world.users[who], found, numbers, frame.on)


def test_below_a_chosen_unit(world, people):
    county = world.named["青川县"]
    frame = Frame(world.city, timezone.localdate(), county)
    numbers = Counter(
        (oracle.place(row, county, region=False), "")
        for row in oracle.here(frame.on, [county.path])
    )
    assert numbers
    check(world.city, table(frame, BY_NAME["unit"]), numbers, frame.on)


@pytest.mark.parametrize("who", VIEWERS)
def test_average_ages(world, people, who):
    frame = Frame(world.users[who], date(2026, 3, 31))
    found = table(frame, BY_NAME["gender"], BY_NAME["tier"])
    seen = oracle.here(frame.on, tops(world, who))

    def mean(rows) -> str:
        ages = [oracle.years_by_month(row.cadre.birth, frame.on) for row in rows]
        if not ages:
            return "—"
        return str((Decimal(sum(ages)) / len(ages)).quantize(Decimal("0.1"), ROUND_HALF_UP))

    assert found.total.age == mean(seen)
    for line in found.lines:
        assert line.age == mean(
            [row for row in seen if oracle.of("gender", row, frame.on) == line.label]
        )
    for head, age in zip(found.heads, found.ages, strict=True):
        assert age == mean([row for row in seen if oracle.of("tier", row, frame.on) == head.label])


def test_the_edge_of_a_band_is_a_month(world):
    """Born in 1990.06: 35 until the last day of 2026.05, 36 from the first day of 2026.06."""
    cadre = world.cadres["赵文博"]
    for on, label in ((date(2026, 5, 31), "33—35岁"), (date(2026, 6, 1), "36—40岁")):
        assert oracle.age_label(cadre.birth, on) == label
        found = table(Frame(world.county, on, cadre.unit), BY_NAME["age"])
        there = {line.label for line in found.lines if line.total.number}
        assert label in there
        assert oracle.here(on, [cadre.unit.path])


def test_the_edge_of_years_at_a_level_is_a_month(world):
    Cadre.objects.update(level_since=date(2023, 11, 1))
    for on, label in (
        (date(2026, 10, 31), "1年以上不满3年"),
        (date(2026, 11, 1), "3年以上不满5年"),
    ):
        found = table(Frame(world.city, on), BY_NAME["level_years"])
        assert [line.label for line in found.lines if line.total.number] == [label]


def test_whoever_leaves_on_the_day_is_gone(world):
    """曾可欣 was released on 2026-05-20."""
    before = table(Frame(world.city, date(2026, 5, 19)), BY_NAME["gender"])
    after = table(Frame(world.city, date(2026, 5, 20)), BY_NAME["gender"])
    assert before.total.total.number - after.total.total.number == 1


def test_bands_are_the_departments(world):
    from policy.parameters.services import set_value

    set_value(
        actor=world.city,
        key="statistics.age_bands",
        text="30、35",
        since=date(2027, 1, 1),
        reason="换届",
        on=date(2026, 11, 23),
    )
    found = table(Frame(world.city, date(2027, 1, 1)), BY_NAME["age"])
    assert [line.label for line in found.lines] == ["30岁及以下", "31—35岁", "36岁及以上"]
    earlier = table(Frame(world.city, date(2026, 12, 31)), BY_NAME["age"])
    assert len(earlier.lines) == 7


def test_the_same_statements_however_many(world):
    def asked() -> int:
        frame = Frame(world.city, date(2026, 3, 31))
        with CaptureQueriesContext(connection) as captured:
            table(frame, BY_NAME["unit"], BY_NAME["age"])
        return len(captured)

    asked()
    few = asked()
    lives(world, 30, seed=3)
    assert asked() == few <= 3
