"""The workbench: what waits for each, how far the year is, one's own report."""

import pytest
from django.urls import reverse
from django.utils import timezone

from core.shell.recent import midnight
from reporting.annual.choices import ReportVerb
from reporting.annual.models import Opinion, ReportStep
from reporting.workbench.own import filling as own
from reporting.workbench.pending import reports as to_write
from reporting.workbench.pending import reviews
from reporting.workbench.progress import filling as progress
from reporting.workbench.recent import steps
from tests.annual_pages.making import BUREAU, filed, opened, returned, written
from tests.world_people import TODAY


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch):
    """Panels read the day that the world is built for."""
    monkeypatch.setattr(timezone, "localdate", lambda *_a, **_k: TODAY)


class Asked:
    """A request of somebody."""

    def __init__(self, user) -> None:
        self.user = user


def test_nothing_waits_before_a_year_is_opened(world):
    for user in (world.city, world.county, world.secretary):
        waiting = [reviews(user), to_write(user)]
        assert not any(one.count for one in waiting if one)
    assert own(Asked(world.secretary), TODAY) is None
    assert progress(Asked(world.city), TODAY) is None


def test_what_waits_for_each(world):
    reports = opened(world)
    assert to_write(world.secretary).count == 1
    assert to_write(world.secretary).url == reverse("annual:edit", args=[reports[BUREAU].pk])
    assert to_write(world.city) is None
    assert to_write(world.county).count == 1
    assert reviews(world.secretary) is None
    filed(world, reports[BUREAU])
    assert to_write(world.secretary) is None
    assert reviews(world.city).count == 1
    town = next(one for one in reports.values() if one.collector == world.named["青川县"])
    filed(world, town)
    assert (reviews(world.city).count, reviews(world.county).count) == (1, 1)


def test_a_returned_one_is_said_to_be(world):
    report = returned(world, opened(world)[BUREAU])
    assert "退回 1 份" in to_write(world.secretary).measure
    line = own(Asked(world.secretary), TODAY)["lines"][0]
    assert line["due"] == report.refile_by
    assert line["remarks"] == 1


def test_ones_own_says_what_is_left(world):
    report = opened(world)[BUREAU]
    written(world, report)
    one = Opinion.objects.filter(report=report).first()
    Opinion.objects.filter(pk=one.pk).update(stand="", reason="")
    line = own(Asked(world.clerk), TODAY)["lines"][0]
    count = Opinion.objects.filter(report=report).count()
    assert (line["said"], line["people"], line["unsaid"]) == (count - 1, count, 1)
    assert line["left"] == "还有 27 天"
    assert not line["is_late"]
    late = own(Asked(world.clerk), TODAY.replace(month=12, day=21))["lines"][0]
    assert late["is_late"]
    assert late["left"] == "逾期 1 天"


def test_how_far_the_year_is(world):
    reports = opened(world)
    filed(world, reports[BUREAU])
    told = progress(Asked(world.city), TODAY)
    assert (told["total"].done, told["total"].reports) == (1, len(reports))
    county = progress(Asked(world.county), TODAY)
    assert county["total"].done == 0
    assert county["total"].reports < len(reports)


def test_the_feed_tells_what_was_filed_in_scope(world):
    reports = opened(world)
    filed(world, reports[BUREAU])
    ReportStep.objects.create(
        report=reports["市科技局"], verb=ReportVerb.ACCEPT, on=TODAY, done_by=world.city
    )
    since = midnight(TODAY.replace(year=2020))
    told = {one.text for one in steps(world.city, since, 8)}
    assert told == {"上报了年度报告", "的年度报告已接收"}
    assert [one.text for one in steps(world.secretary, since, 8)] == ["上报了年度报告"]
    assert steps(world.cadre, since, 8) == []


@pytest.mark.parametrize("who", ["city", "county", "secretary", "clerk"])
def test_the_page_holds_them(world, client_for, who):
    opened(world)
    html = client_for(world.users[who]).get(reverse("home")).content.decode()
    assert "年度报告" in html
    assert f'href="{reverse("annual:list")}"' in html
