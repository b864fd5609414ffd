"""The dashboards: every number and mark opens as many, of what the viewer sees and nothing else."""

from dataclasses import make_dataclass
from datetime import date

import orjson
import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone
from redis.exceptions import ConnectionError as NoRedis

from cadres.people.models import Cadre
from cadres.roster import services as roster
from cadres.roster.entities import ROSTER
from cadres.roster.models import RosterEntry
from core.accounts.models import Grant, User
from core.choices import Role
from core.listing.page import Listing
from policy.duties.entities import DUTIES
from policy.duties.refreshing import refresh
from reporting.annual.entities import ANNUAL_REPORTS
from reporting.annual.models import AnnualReport
from reporting.dashboards import kept
from reporting.dashboards.dashboard import Dashboard, Figures
from reporting.dashboards.shape import shape
from reporting.structure.frame import Frame
from tests.structure import oracle
from tests.structure.lives import lives

VIEWERS = ("city", "county", "secretary", "clerk")
ENTITIES = {"roster:list": ROSTER, "duties:list": DUTIES, "annual:list": ANNUAL_REPORTS}
PAGE = "/dashboard/"


def listed(viewer, url) -> int:
    """How many the list behind an address has."""
    address, _, query = url.partition("?")
    entity = ENTITIES[resolve(address).view_name]
    return Listing(entity, viewer, QueryDict(query), strict=True).rows.count()


def opened(viewer, marks) -> None:
    """Each mark opens as many as it says."""
    for mark in marks:
        assert listed(viewer, mark["url"]) == mark["number"], mark


@pytest.mark.parametrize("on", [None, date(2026, 3, 31)], ids=str)
@pytest.mark.parametrize("who", VIEWERS)
def test_every_number_and_mark_opens_as_many(world, who, on):
    lives(world, 40, seed=13)
    refresh(on=timezone.localdate())
    viewer = world.users[who]
    found = Dashboard(Frame(viewer, on or timezone.localdate()))
    there = oracle.here(found.frame.on, [scope.path for scope in viewer.scopes])
    assert found.picture.people == len(there)
    women = [row for row in there if row.cadre.gender == "2"]
    values = {tile.label: tile for tile in found.picture.tiles}
    assert values["女干部"].value == str(len(women))
    for tile in found.picture.tiles:
        if tile.label != "平均年龄":
            assert listed(viewer, tile.url) == int(tile.value.replace(",", "")), tile
    for split in found.picture.splits:
        assert sum(part.number for part in split.parts) == len(there)
        opened(viewer, orjson.loads(split.chart.text)["data"]["values"])
    for chart in (found.trend_chart, found.talk_chart):
        opened(viewer, orjson.loads(chart.text)["data"]["values"])
    marks = orjson.loads(found.target_chart.text)["data"]["values"]
    opened(viewer, [mark for mark in marks if mark["column"] == "已达到"])
    assert sum(one.region.people for one in found.compared) == len(there)
    for one in found.compared:
        assert listed(viewer, one.region.url) == one.region.people


def test_reports_of_the_year_open_as_many(world):
    due = {"year": 2026, "due_on": "2026-12-20", "opened_on": "2026-11-01", "as_of": "2026-11-01"}
    for name, above in (("市交通运输局", "清河市"), ("市科技局", "清河市"), ("柳河镇", "青川县")):
        unit, collector = world.named[name], world.named[above]
        AnnualReport.objects.create(unit=unit, collector=collector, **due)
    for who, number in (("city", 3), ("county", 1), ("secretary", 1)):
        parts = Dashboard(Frame(world.users[who], date(2026, 11, 29))).reports
        assert parts[0]["number"] == number
        for part in parts:
            assert listed(world.users[who], part["url"]) == part["number"], part


def test_nobody_hears_of_others(world, client_for):
    text = client_for(world.secretary).get(PAGE).content.decode()
    for name in ("市科技局", "青川县", "柳河镇"):
        assert name not in text
    text = client_for(world.county).get(PAGE).content.decode()
    assert "市交通运输局" not in text


def test_nobody_on_the_roster(world, client_for):
    RosterEntry.objects.all().delete()
    for who in VIEWERS:
        assert client_for(world.users[who]).get(PAGE).status_code == 200


@pytest.fixture
def browser(committed_world):
    client = Client()
    client.force_login(committed_world.city, backend="core.accounts.backends.AccountBackend")
    return client


def people(answer) -> int:
    assert answer.status_code == 200
    return answer.context["people"]


def test_what_is_kept_is_what_counting_anew_would_give(committed_world, browser, monkeypatch):
    """Counted once; a change by anybody is seen at the next look; other authority has its own."""
    counted = []
    mark = kept._mark
    # Other tests write beside this one, on the same server: what is half-written is theirs.
    monkeypatch.setattr(kept, "_mark", lambda viewer: (mark(viewer)[0], True))
    whole = Dashboard._count
    monkeypatch.setattr(Dashboard, "_count", lambda self: counted.append(1) or whole(self))
    assert people(browser.get(PAGE)) == people(browser.get(PAGE)) == 5
    assert len(counted) == 1
    stay = committed_world.stay("罗天翊")
    today = timezone.localdate()
    roster.release(actor=None, entries=[stay], on=today, today=today, ground="7")
    assert people(browser.get(PAGE)) == 4
    assert len(counted) == 2
    other = Client()
    other.force_login(committed_world.county, backend="core.accounts.backends.AccountBackend")
    assert people(other.get(PAGE)) == 1


def test_without_redis_everything_is_counted(world, client_for, monkeypatch):
    def gone(*_args, **_kwargs):
        raise NoRedis

    monkeypatch.setattr("reporting.dashboards.kept.cache.get", gone)
    assert client_for(world.city).get(reverse("dashboards:page")).status_code == 200


def test_at_most_twelve_statements_beyond_those_of_any_page(world, client_for):
    """Counted anew: within a test's transaction nothing is kept."""
    due = {"due_on": "2026-12-20", "opened_on": "2026-11-01", "as_of": "2026-11-01"}
    bureau, city = world.named["市交通运输局"], world.named["清河市"]
    year = timezone.localdate().year
    AnnualReport.objects.create(unit=bureau, collector=city, year=year, **due)
    for who in VIEWERS:
        client = client_for(world.users[who])
        counts = []
        for address in (reverse("password"), PAGE):
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts.append(len(captured))
        assert counts[1] - counts[0] <= 12, who


def test_whoever_has_the_same_authority_shares_what_is_kept(committed_world, browser, monkeypatch):
    """But for one who is on the roster himself: no duty about him is in his numbers."""
    counted = []
    mark = kept._mark
    monkeypatch.setattr(kept, "_mark", lambda viewer: (mark(viewer)[0], True))
    whole = Dashboard._count
    monkeypatch.setattr(Dashboard, "_count", lambda self: counted.append(1) or whole(self))
    city = committed_world.city
    beside = User.objects.create(username="city2", name="周见深", unit=city.unit)
    since = (date(2026, 1, 1), None)
    grant = {"account_kind": beside.kind, "role": Role.CITY_DEPARTMENT, "unit": city.unit}
    Grant.objects.create(user=beside, during=since, **grant)
    today = timezone.localdate()
    assert Dashboard(Frame(city, today)).figures == Dashboard(Frame(beside, today)).figures
    assert len(counted) == 1
    Cadre.objects.filter(name="罗天翊").update(account=beside)
    beside = User.objects.get(pk=beside.pk)
    assert Dashboard(Frame(beside, today)).figures
    assert len(counted) == 2


def test_another_shape_is_not_read():
    """A field more, or another type deep within, has another key."""
    assert shape(Figures) == shape(Figures)
    part = make_dataclass("Part", [("a", int)])
    one = make_dataclass("Kind", [("parts", list[part])])
    longer = make_dataclass("Part", [("a", int), ("b", str)])
    assert shape(one) != shape(make_dataclass("Kind", [("parts", list[longer])]))
