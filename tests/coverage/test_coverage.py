"""Coverage from duties and trends by half year, against plain Python, each with its list."""

from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.http import QueryDict
from django.urls import resolve, reverse
from django.utils import timezone

from assessments.talks.models import Talk
from cadres.roster.entities import ROSTER
from core.listing.page import Listing
from policy.duties.entities import DUTIES
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from policy.periods import Quarter
from reporting.coverage.progress import asked_of
from reporting.coverage.table import coverage
from reporting.coverage.trends import ends, trend
from reporting.structure.frame import Frame
from rotation.meter.entities import METERS
from tests.structure import oracle
from tests.structure.lives import lives

VIEWERS = ("city", "county", "secretary", "clerk")
ENTITIES = {"roster:list": ROSTER, "duties:list": DUTIES, "meter:list": METERS}


def listed(viewer, url) -> int:
    """How many the list behind an address has."""
    address, _, query = url.partition("?")
    entity = ENTITIES[resolve(address).view_name]
    return Listing(entity, viewer, QueryDict(query), strict=True).rows.count()


@pytest.fixture
def year(world):
    """Sixty people; half of them were talked with; everybody's duties."""
    on = timezone.localdate()
    for n, entry in enumerate(lives(world, 60, seed=31)):
        if n % 2 and entry.left_on is None:
            for month in (2, 8, 11):
                if entry.entered_on < date(2026, month, 3):
                    Talk.objects.create(
                        cadre=entry.cadre,
                        unit=entry.cadre.unit,
                        held_on=date(2026, month, 3),
                        place="会议室",
                        led_by="书记",
                    )
    refresh(on=on)
    return world


def light(duty, on) -> str:
    """How a duty stood on a day."""
    for day, words in ((duty.done_on, "done"), (duty.waived_on, ""), (duty.withdrawn_on, "")):
        if day and day <= on:
            return words
    return "late" if duty.due_on < on else "waiting"


def counted(on, paths, viewer) -> Counter:
    """(rule, quarter or nothing, how it stands) to how many, of the viewer's."""
    own = getattr(viewer, "cadre", None)
    found = Counter()
    for duty in Duty.objects.select_related("unit"):
        if duty.opened_on > on or (duty.withdrawn_on and duty.withdrawn_on <= duty.opened_on):
            continue
        if not any(duty.unit.path.startswith(path) for path in paths):
            continue
        if own and duty.cadre_id == own.pk:
            continue
        how = light(duty, on)
        if how and duty.rule == "talk.quarterly":
            found[duty.rule, duty.period, how] += 1
        elif how and duty.due_on.year == on.year:
            found[duty.rule, "", how] += 1
    return found


@pytest.mark.parametrize("on", [None, date(2026, 6, 30), date(2026, 9, 30)], ids=str)
@pytest.mark.parametrize("who", VIEWERS)
def test_coverage_is_as_counted_by_hand_and_opens_as_many(year, who, on):
    viewer, on = year.users[who], on or timezone.localdate()
    found = coverage(Frame(viewer, on))
    numbers = counted(on, [scope.path for scope in viewer.scopes], viewer)
    assert any(cell.total for cell in found.total.cells)
    for head, cell in zip(found.heads, found.total.cells, strict=True):
        for kind in ("done", "waiting", "late"):
            assert getattr(cell, kind) == numbers[*head.key, kind], (head, kind)
    for line in [*found.lines, found.total]:
        for cell in line.cells:
            for kind in ("done", "waiting", "late", "total"):
                assert listed(viewer, cell.urls[kind]) == getattr(cell, kind), cell.urls[kind]
    for place, _ in enumerate(found.heads):
        assert sum(line.cells[place].total for line in found.lines) == (
            found.total.cells[place].total
        )


def test_of_a_chosen_unit(year):
    county, on = year.named["青川县"], timezone.localdate()
    found = coverage(Frame(year.city, on, county))
    numbers = counted(on, [county.path], year.city)
    for head, cell in zip(found.heads, found.total.cells, strict=True):
        assert cell.done == numbers[*head.key, "done"]
        assert listed(year.city, cell.urls["total"]) == cell.total
    for line in found.lines:
        for cell in line.cells:
            assert listed(year.city, cell.urls["total"]) == cell.total, cell.urls


def test_a_quarter_ends_with_its_last_day(year):
    """A talk that is owed is late on the day after the quarter, not on its last day."""
    last = Quarter.parse("2026Q3").last_day
    heads = [head.key for head in asked_of(last)]
    place = heads.index(("talk.quarterly", "2026Q3"))
    there = coverage(Frame(year.city, last)).total.cells[place]
    assert there.waiting and not there.late
    after = coverage(Frame(year.city, date(2026, 10, 1)))
    cell = after.total.cells[[head.key for head in after.heads].index(("talk.quarterly", "2026Q3"))]
    assert cell.late and not cell.waiting


@pytest.mark.parametrize("on", [None, date(2025, 12, 31), date(2026, 1, 1)], ids=str)
@pytest.mark.parametrize("who", VIEWERS)
def test_trends_are_as_counted_by_hand_and_open_as_many(world, who, on):
    entries = lives(world, 60, seed=17)
    assert entries
    viewer, on = world.users[who], on or timezone.localdate()
    paths = [scope.path for scope in viewer.scopes]
    days = ends(on)
    points = trend(Frame(viewer, on))
    assert [point.on for point in points] == days[1:]
    for before, point in zip(days, points, strict=False):
        there = oracle.here(point.on, paths)
        assert point.size == len(there) == listed(viewer, point.size_url)
        ages = [oracle.years_by_month(row.cadre.birth, point.on) for row in there]
        mean = Decimal(sum(ages)) / len(ages) if ages else None
        told = str(mean.quantize(Decimal("0.1"), ROUND_HALF_UP)) if ages else "—"
        assert point.age == told
        rows = [
            row
            for row in oracle.RosterEntry.objects.select_related("cadre__unit")
            if any(row.cadre.unit.path.startswith(path) for path in paths)
        ]
        came = [row for row in rows if before < row.entered_on <= point.on]
        went = [row for row in rows if row.left_on and before < row.left_on <= point.on]
        assert point.entered == len(came) == listed(viewer, point.entered_url)
        assert point.left == len(went) == listed(viewer, point.left_url)


def test_half_years_end_on_their_last_days():
    assert ends(date(2026, 7, 1), 3) == [
        date(2025, 6, 30),
        date(2025, 12, 31),
        date(2026, 6, 30),
        date(2026, 7, 1),
    ]
    assert ends(date(2026, 6, 30), 1) == [date(2025, 12, 31), date(2026, 6, 30)]


@pytest.mark.parametrize("who", VIEWERS)
def test_the_meter_opens_as_many(year, who, client_for):
    answer = client_for(year.users[who]).get(reverse("statistics:coverage"))
    parts = answer.context["meter"]
    assert sum(part.number for part in parts)
    for part in parts:
        assert listed(year.users[who], part.url) == part.number, part.url


def test_training_is_left_out_and_said_so(year, client_for):
    text = client_for(year.city).get(reverse("statistics:coverage")).content.decode()
    assert "教育培训还没有登记学时和结业的记录，所以不列。" in text
