"""The board: tabs and sums against counts of their own, nudging, accepting many, opening."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.choices import UnitKind
from core.units.models import Unit
from policy.notices.models import Nudge
from reporting.annual import nudging, services
from reporting.annual.models import AnnualReport
from reporting.annual.progress import progress
from reporting.annual.services import open_reports
from reporting.workbench.own import filling
from reporting.workbench.pending import reports as pending_reports
from tests.annual_pages.making import BUREAU, filed, fresh, opened, returned
from tests.annual_pages.test_workbench import Asked
from tests.world_people import TODAY

LIST = "annual:list"


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch):
    """Views read the day that the world is built for."""
    monkeypatch.setattr(timezone, "localdate", lambda *_a, **_k: TODAY)


@pytest.fixture
def reports(world) -> dict[str, AnnualReport]:
    """The bureau's filed, one returned, the others drafts."""
    found = opened(world)
    filed(world, found[BUREAU])
    returned(world, found["市科技局"])
    return opened(world)


def counts(answer) -> dict[str, str]:
    return {tab["label"]: tab["count"] for tab in answer.context["tabs"]}


def test_tabs_count_what_they_list(world, client_for, reports):
    browser = client_for(world.city)
    told = counts(browser.get(reverse(LIST)))
    states = Counter(one.state for one in reports.values())
    assert told["草稿"] == str(states["draft"])
    assert told["已上报"] == told["待我办理"] == "1"
    assert told["已退回"] == "1"
    assert told["逾期"] == "0"
    for tab in ("mine", "draft", "filed", "returned", "accepted", "late"):
        answer = browser.get(reverse(LIST), {"standing": tab})
        label = next(one["label"] for one in answer.context["tabs"] if one["current"])
        assert str(answer.context["count"]) == counts(answer)[label], tab


def test_whose_turn_it_is(world, client_for, reports):
    mine = {"standing": "mine"}
    assert client_for(world.city).get(reverse(LIST), mine).context["count"] == 1
    assert client_for(world.secretary).get(reverse(LIST), mine).context["count"] == 0
    county = client_for(world.county).get(reverse(LIST), mine)
    assert "青川县" in county.content.decode().split("<tbody>")[1]
    assert county.context["count"] == 1  # its own; what its units still write is theirs
    town = next(one for one in reports.values() if one.collector == world.named["青川县"])
    filed(world, town)
    assert client_for(world.county).get(reverse(LIST), mine).context["count"] == 2
    assert client_for(world.city).get(reverse(LIST), mine).context["count"] == 1


def test_the_strip_counts_by_place(world, client_for, reports):
    found = progress(world.city, 2026, TODAY)
    rows = list(reports.values())
    assert found.total.reports == len(rows)
    assert (found.total.done, found.total.returned, found.total.late) == (1, 1, 0)
    for place in found.places:
        mine = [one for one in rows if _place(one) == place.key]
        assert place.reports == len(mine)
        assert place.draft == sum(one.state == "draft" for one in mine)
    html = client_for(world.city).get(reverse(LIST)).content.decode()
    assert f"催报未上报的 {len(rows) - 1} 个" in html
    late = progress(world.city, 2026, TODAY.replace(month=12, day=21))
    assert late.total.late == len(rows) - 1


def _place(report: AnnualReport) -> int:
    if report.collector.kind == UnitKind.COUNTY:
        return report.collector_id
    return report.unit_id if report.unit.kind == UnitKind.COUNTY else 0


def test_a_unit_sees_its_own_over_the_years(world, client_for, reports):
    opened(world, year=2025)
    for who in (world.secretary, world.clerk):
        answer = client_for(who).get(reverse(LIST))
        assert answer.context["count"] == 2
        html = answer.content.decode()
        assert "批量接收" not in html
        assert "布置年度报告" not in html
        assert "催报" not in html
    city = client_for(world.city)
    assert city.get(reverse(LIST)).context["year"] == 2026
    assert city.get(reverse(LIST), {"year": "2025"}).context["year"] == 2025
    assert city.get(reverse(LIST), {"year": "x"}).context["year"] == 2026


@pytest.mark.parametrize("who", ["auditor", "sysadmin", "cadre", "nobody"])
def test_others_see_no_report(world, client_for, reports, who):
    for name in (LIST, "annual:opinions"):
        assert client_for(world.users[who]).get(reverse(name)).context["count"] == 0


def test_the_number_of_statements_does_not_grow(world, client_for):
    units = [world.named[name] for name in (BUREAU, "市科技局")]
    open_reports(actor=world.city, year=2026, on=TODAY, units=units[:1])
    browser = client_for(world.city)
    browser.get(reverse(LIST))
    with CaptureQueriesContext(connection) as one:
        browser.get(reverse(LIST))
    opened(world)
    with CaptureQueriesContext(connection) as many:
        browser.get(reverse(LIST))
    assert len(many) <= len(one)


def test_units_are_nudged_once_for_all(world, client_for, reports):
    browser, address = client_for(world.city), reverse("annual:nudge")
    answer = browser.post(address, {"selected": [reports[BUREAU].pk]})
    assert answer.status_code == 409
    assert "选中的报告都已上报" in answer.content.decode()
    answer = browser.post(
        address, {"query": "year=2026&state=draft&state=returned", "all": "1"}, follow=True
    )
    assert answer.status_code == 200
    assert not Nudge.objects.filter(unit=world.named[BUREAU]).exists()
    said = " ".join(str(one) for one in answer.context["messages"])
    assert "催报" in said


@pytest.mark.parametrize("who", ["secretary", "clerk", "cadre"])
@pytest.mark.parametrize("name", ["annual:nudge", "annual:accept_many", "annual:open"])
def test_what_departments_do_is_refused_to_others(world, client_for, reports, who, name):
    answer = client_for(world.users[who]).post(
        reverse(name), {"selected": [reports[BUREAU].pk], "confirmed": "1"}
    )
    assert answer.status_code == 403
    assert "组织部门" in answer.content.decode()


def test_many_are_accepted_and_the_others_named(world, client_for, reports):
    browser, address = client_for(world.city), reverse("annual:accept_many")
    keys = [one.pk for one in reports.values()]
    page = browser.post(address, {"selected": keys})
    assert page.context["count"] == 1
    seen = f"{reports[BUREAU].pk}-{fresh(reports[BUREAU]).version}"
    assert f'name="seen" value="{seen}"' in page.content.decode()
    assert page.context["others_count"] == len(keys) - 1
    assert browser.post(address, {}).status_code == 400
    answer = browser.post(
        address, {"selected": keys, "seen": [seen], "confirmed": "1"}, follow=True
    )
    assert "已接收 1 份年度报告" in answer.content.decode()
    assert fresh(reports[BUREAU]).state == "accepted"
    again = browser.post(address, {"selected": keys})
    assert "没有能接收的" in again.content.decode()


def test_what_changed_after_the_list_was_shown_is_not_accepted(world, client_for):
    browser, address = client_for(world.city), reverse("annual:accept_many")
    found = opened(world)
    one, other = filed(world, found[BUREAU]), filed(world, found["市科技局"])
    page = browser.post(address, {"selected": [one.pk, other.pk]}).content.decode()
    data = {
        "selected": re.findall(r'name="selected" value="(\d+)"', page),
        "seen": re.findall(r'name="seen" value="([\d-]+)"', page),
        "confirmed": "1",
    }
    assert len(data["selected"]) == len(data["seen"]) == 2
    services.withdraw(actor=None, report=one, seen=one.version, on=TODAY)
    one = fresh(one)
    services.file(actor=None, report=one, seen=one.version, on=TODAY)
    said = browser.post(address, data, follow=True).content.decode()
    assert "已接收 1 份年度报告" in said
    assert f"{one.unit.short_name}的报告没有接收" in said and "修改过" in said
    assert (fresh(one).state, fresh(other).state) == ("filed", "accepted")


@pytest.mark.parametrize("seen", [[], ["x"], ["1-"], ["-"], ["9" * 40 + "-1"]])
def test_what_was_never_shown_is_not_accepted(world, client_for, reports, seen):
    data = {"selected": [reports[BUREAU].pk], "seen": seen, "confirmed": "1"}
    answer = client_for(world.city).post(reverse("annual:accept_many"), data, follow=True)
    assert "没有接收" in answer.content.decode()
    assert fresh(reports[BUREAU]).state == "filed"


def test_a_unit_that_is_no_more_owes_nothing_and_is_not_late(world, client_for, reports):
    gone = world.named["柳河镇"]
    late = {"state": "draft", "due_on": TODAY - timedelta(days=9), "opened_on": TODAY}
    AnnualReport.objects.filter(unit=gone).update(**late)
    AnnualReport.objects.filter(unit=world.named["市科技局"]).update(
        refile_by=TODAY - timedelta(days=1), returned_on=TODAY - timedelta(days=3)
    )
    browser = client_for(world.city)
    before, sums = counts(browser.get(reverse(LIST))), progress(world.city, 2026, TODAY).total
    assert (before["逾期"], sums.late) == ("2", 2) and "已撤销" not in before
    both = [gone.pk, world.named["市科技局"].pk]
    Unit.objects.filter(pk__in=both).update(abolished_on=TODAY)
    answer = browser.get(reverse(LIST))
    after, now = counts(answer), progress(world.city, 2026, TODAY).total
    assert (after["逾期"], after["已撤销"], after["已退回"], now.late) == ("0", "2", "0", 0)
    assert int(after["草稿"]) == int(before["草稿"]) - 1
    assert after["全部"] == before["全部"]
    assert (now.reports, now.unfiled) == (sums.reports - 2, sums.unfiled - 2)
    shown = browser.get(reverse(LIST), {"standing": "gone"})
    assert shown.context["count"] == 2
    assert shown.content.decode().count("已撤销，不再上报") >= 2
    page = browser.get(reverse("annual:detail", args=[reports["柳河镇"].pk]))
    said = page.content.decode()
    assert "撤销，不再上报" in said and "已逾期" not in said
    asked = {"selected": [reports["柳河镇"].pk]}
    refused = browser.post(reverse("annual:nudge"), asked)
    assert refused.status_code == 409 and "已撤销不再上报" in refused.content.decode()


def test_its_own_people_are_not_asked_for_it(world, client_for):
    report = opened(world)[BUREAU]
    Unit.objects.filter(pk=world.named[BUREAU].pk).update(abolished_on=TODAY)
    for who in (world.secretary, world.clerk):
        assert client_for(who).get(reverse(LIST), {"standing": "mine"}).context["count"] == 0
        assert not pending_reports(who) or not pending_reports(who).count
        (line,) = filling(Asked(who), TODAY)["lines"]
        assert line["is_given_up"] and not line["is_late"] and not line["is_written"]
    assert fresh(report).is_given_up


def test_a_county_accepts_its_units_and_never_its_own(world, client_for, reports):
    town = next(one for one in reports.values() if one.collector == world.named["青川县"])
    own = reports["青川县"]
    filed(world, town)
    AnnualReport.objects.filter(pk=own.pk).update(
        state="filed", first_filed_on=TODAY, filed_on=TODAY
    )
    browser = client_for(world.county)
    three = [fresh(one) for one in (town, own, reports[BUREAU])]
    keys = {
        "selected": [one.pk for one in three],
        "seen": [f"{one.pk}-{one.version}" for one in three],
        "confirmed": "1",
    }
    browser.post(reverse("annual:accept_many"), keys)
    assert fresh(town).state == "accepted"
    assert fresh(own).state == "filed"
    assert fresh(reports[BUREAU]).state == "filed"


def test_opening_shows_the_day_and_asks_those_with_people(world, client_for):
    browser, address = client_for(world.city), reverse("annual:open")
    page = browser.get(address)
    html = page.content.decode()
    assert "2026年12月20日" in html
    assert "2026年12月15日" in html
    assert reverse("plan:parameter", args=["report.deadline"]) in html
    new = {one.unit.short_name: one for one in page.context["new"]}
    assert BUREAU in new
    assert new[BUREAU].people == 3  # 周雨晴, 陈思远, and 曾可欣 who left in May
    assert all(one.people or one.unit.kind == UnitKind.COUNTY for one in new.values())
    assert "没有在库人员，不用报告" in html
    assert browser.post(address, {"year": "2026"}).status_code == 409
    assert browser.get(address, {"year": "1999"}).status_code == 400
    wrong = browser.post(address, {"year": "2026", "unit": ["999999999"]})
    assert wrong.status_code == 409
    assert not AnnualReport.objects.exists()
    keys = [str(one.unit.pk) for one in new.values()]
    answer = browser.post(address, {"year": "2026", "unit": keys}, follow=True)
    assert f"{len(keys)} 个单位，初稿已生成" in answer.content.decode()
    assert AnnualReport.objects.count() == len(keys)
    again = browser.post(address, {"year": "2026", "unit": keys})
    assert again.status_code == 409
    assert "已经布置" in again.content.decode()
    assert AnnualReport.objects.count() == len(keys)


def test_a_county_opens_for_its_own_units_alone(world, client_for):
    page = client_for(world.county).get(reverse("annual:open"))
    places = {one.collector.short_name for one in page.context["offers"]}
    assert places <= {"青川县"}


def test_an_empty_tab_does_not_say_that_nothing_was_opened(world, client_for, reports):
    browser = client_for(world.city)
    AnnualReport.objects.filter(state="filed").update(state="accepted", accepted_on=TODAY)
    told = {
        "late": "没有逾期的年度报告",
        "mine": "没有待您办理的年度报告",
        "filed": "没有“已上报”的年度报告",
    }
    for tab, title in told.items():
        text = browser.get(f"{reverse(LIST)}?year=2026&standing={tab}").content.decode()
        assert title in text and "还没有布置年度报告" not in text, tab


def test_a_county_does_not_remind_itself(world, client_for, reports):
    AnnualReport.objects.update(state="draft")
    county = client_for(world.county)
    page = county.get(f"{reverse(LIST)}?year=2026")
    own = AnnualReport.objects.visible_to(world.county).filter(year=2026)
    assert own.filter(unit=world.named["青川县"]).exists()
    assert page.context["progress"].owing == own.count() - 1
    asked = {"query": "year=2026&state=draft&state=returned", "all": "1"}
    answer = county.post(reverse("annual:nudge"), asked, follow=True)
    said = " ".join(str(one) for one in answer.context["messages"])
    assert "青川县" not in said, said


def test_units_that_are_not_reminded_for_the_same_are_told_together(world):
    refused = [("柳河镇", "今天已经催过该单位 1 次。"), ("清溪镇", "没有可以接收的账号。")]
    refused.append(("马渡镇", "今天已经催过该单位 1 次。"))
    said = nudging._others(refused)
    assert (
        said
        == "没有催报柳河镇、马渡镇：今天已经催过该单位 1 次。没有催报清溪镇：没有可以接收的账号。"
    )


def test_comments_that_no_unit_knows_are_told_before_accepting(world, client_for, reports):
    one = fresh(reports[BUREAU])
    services.comment(actor=world.city, report=one, cell="part:1", words="请核。", on=TODAY)
    browser = client_for(world.city)
    text = browser.get(reverse("annual:accept", args=[one.pk])).content.decode()
    assert "1 条意见还没有告知单位" in text
    text = browser.post(reverse("annual:accept_many"), {"selected": [one.pk]}).content.decode()
    assert "1 条意见没有告知" in text


@pytest.mark.parametrize("who", ["city", "county"])
def test_what_waits_for_the_department_opens_as_many(world, client_for, reports, who):
    AnnualReport.objects.filter(state="draft").update(
        state="filed", filed_on=TODAY, first_filed_on=TODAY
    )
    client = client_for(world.users[who])
    page = client.get(f"{reverse(LIST)}?year=2026")
    told = page.context["progress"]
    listed = client.get(f"{reverse(LIST)}?year=2026&standing=mine&state=filed")
    assert 0 < told.mine == len(listed.context["rows"])
    assert told.others == told.total.filed - told.mine > 0
    assert f"另有 {told.others} 份由其他部门审核" in page.content.decode()


def test_a_county_that_picks_its_own_report_is_told_so(world, client_for, reports):
    own = AnnualReport.objects.get(unit=world.named["青川县"], year=2026)
    answer = client_for(world.county).post(reverse("annual:nudge"), {"selected": [own.pk]})
    assert answer.status_code == 409
    assert "本部门自己的报告" in answer.content.decode()
