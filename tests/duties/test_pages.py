"""The pages of duties: what each role finds, why one is owed, and what a department decides."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.talks.models import Talk
from core.audit.models import AuditEntry
from core.jobs.models import Job
from core.jobs.services import perform
from policy.duties.models import Duty
from policy.duties.refreshing import refresh, refresh_people
from policy.duties.rule import all_rules
from policy.parameters.models import ParameterValue
from policy.periods import Quarter
from tests.world import World

OFFICES = ("city", "county", "secretary", "clerk")
STRANGERS = ("cadre", "auditor", "sysadmin", "secadmin", "nobody")


@pytest.fixture
def on(world: World) -> date:
    """Everything computed as of today."""
    today = timezone.localdate()
    refresh(on=today)
    return today


def talks() -> object:
    return Duty.objects.filter(rule="talk.quarterly")


def present(world: World, name: str, on: date) -> Duty:
    return talks().get(cadre=world.cadres[name], period=Quarter.of(on).key)


def names(client, **query) -> list[str]:
    page = client.get(reverse("duties:list"), {"rule": "talk.quarterly"} | query)
    assert page.status_code == 200, page.content.decode()
    return [row.texts[0] for row in page.context["rows"]]


def shown(client, duty: Duty) -> str:
    page = client.get(reverse("duties:detail", args=[duty.pk]))
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("who", OFFICES)
def test_offices_see_what_their_units_owe(world, client_for, on, who) -> None:
    found = set(names(client_for(world.users[who])))
    of_bureau, of_county = {"周雨晴", "陈思远"}, {"赵文博", "罗天翊"}
    assert of_bureau <= found if who != "county" else not of_bureau & found
    assert of_county <= found if who in ("city", "county") else not of_county & found


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_sees_any(world, client_for, on, who) -> None:
    client = client_for(world.users[who])
    assert names(client) == []
    assert client.get(reverse("duties:detail", args=[talks()[0].pk])).status_code == 404


def test_tabs_count_and_filter(world, client_for, on) -> None:
    client = client_for(world.secretary)
    page = client.get(reverse("duties:list"), {"rule": "talk.quarterly"})
    tabs = {tab["label"]: tab for tab in page.context["tabs"]}
    owed = talks().visible_to(world.secretary).unfinished(on).with_light(on)
    late = owed.filter(light="overdue").count()
    assert tabs["应办"]["count"] == tabs["我的"]["count"] == str(owed.count())
    assert tabs["逾期"]["count"] == str(late) and tabs["逾期"]["is_red"]
    assert tabs["已办"]["count"] is None
    overdue = client.get(tabs["逾期"]["url"])
    assert len(overdue.context["rows"]) == late
    assert len(client.get(tabs["我的"]["url"]).context["rows"]) == owed.count()
    city = client_for(world.city).get(reverse("duties:list"))
    mine = Duty.objects.owed_by(world.city).unfinished(on).count()
    assert {tab["label"]: tab["count"] for tab in city.context["tabs"]}["我的"] == str(mine)
    assert names(client, name="zyq") == names(client, name="周雨晴") != []
    assert names(client, light="overdue", due_before="2026-03-31") == ["周雨晴"]
    period = Quarter.of(on).key
    assert sorted(names(client, period=period)) == sorted(["周雨晴", "陈思远"])
    assert names(client, clause="3.1.2") == []


def test_a_list_of_a_day_that_is_past(world, client_for, on) -> None:
    client = client_for(world.secretary)
    assert sorted(names(client, as_of="2026-01-15")) == sorted(["周雨晴", "曾可欣"])
    page = client.get(reverse("duties:list"), {"rule": "talk.quarterly", "as_of": "2026-04-01"})
    texts = [row.texts for row in page.context["rows"]]
    assert [row[1] for row in texts] == ["逾期", "逾期", "未到期", "未到期", "未到期"]
    assert texts[0][5] == "逾期 1 天"


def test_a_list_does_not_cost_more_for_more_rows(world, client_for, on) -> None:
    client = client_for(world.city)
    client.get(reverse("duties:list"))  # what is read once
    counts = []
    for size in (1, 3):
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("duties:list"), {"size": size})
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_page_says_why(world, client_for, on) -> None:
    duty = present(world, "周雨晴", on)
    text = shown(client_for(world.secretary), duty)
    assert "周雨晴　" + Quarter.of(on).label + "谈心谈话" in text
    assert "党组织负责人每季度与每名在库干部至少谈心谈话 1 次" in text
    assert "#c3.3.2" in text and "谈心谈话" in text
    assert "每季度次数" in text and "示例值" in text
    assert "马建国" in text and "方晓彤" in text  # who does it
    assert f"?duty={duty.pk}" in text and "登记谈话" in text
    assert "免办</a>" not in text and "还没有发过提醒" in text
    city = shown(client_for(world.city), duty)
    assert "免办</a>" in city and "催报" in city and "登记谈话" not in city


def test_what_proves_it_is_one_click_away(world, client_for, on) -> None:
    duty = present(world, "周雨晴", on)
    talk = Talk.objects.create(
        cadre=duty.cadre, unit=duty.unit, held_on=on, place="会议室", led_by="马建国"
    )
    refresh_people([duty.cadre_id], on=on)
    text = shown(client_for(world.secretary), duty)
    assert reverse("talks:detail", args=[talk.pk]) in text and "登记谈话" not in text


def test_a_page_survives_what_is_missing(world, client_for, on) -> None:
    duty = present(world, "周雨晴", on)
    ParameterValue.objects.filter(parameter__key="talk.per_quarter").delete()
    assert "未定" in shown(client_for(world.secretary), duty)
    Duty.objects.filter(pk=duty.pk).update(rule="talk.gone")
    assert "已经停用" in shown(client_for(world.city), duty)


def test_a_department_waives_and_takes_it_back(world, client_for, on) -> None:
    duty = present(world, "赵文博", on)
    client = client_for(world.county)
    address = reverse("duties:waive", args=[duty.pk])
    assert client.get(address).status_code == 200
    refused = client.post(address, {"reason": "  "})
    assert refused.status_code == 400 and "请写明免办的理由" in refused.content.decode()
    assert client.post(address, {"reason": "长期住院"}).status_code == 302
    duty.refresh_from_db()
    assert (duty.state, duty.waived_by, duty.waive_reason) == ("waived", world.county, "长期住院")
    assert client.post(address, {"reason": "长期住院"}).status_code == 409
    text = shown(client_for(world.city), duty)
    assert "长期住院" in text and "韩志远" in text and "撤销免办" in text
    assert client.post(reverse("duties:unwaive", args=[duty.pk])).status_code == 302
    duty.refresh_from_db()
    assert (duty.state, duty.waived_on, duty.waive_reason) == ("open", None, "")
    assert client.post(reverse("duties:unwaive", args=[duty.pk])).status_code == 409
    told = AuditEntry.objects.filter(subject_label__endswith="免办").order_by("pk")
    assert [one.detail["state"] for one in told] == [["应办", "免办"], ["免办", "应办"]]


@pytest.mark.parametrize("who", ["secretary", "clerk"])
def test_a_unit_does_not_let_itself_off(world, client_for, on, who) -> None:
    duty, client = present(world, "周雨晴", on), client_for(world.users[who])
    answer = client.post(reverse("duties:waive", args=[duty.pk]), {"reason": "忙"})
    assert answer.status_code == 403 and "组织部门决定" in answer.content.decode()
    duty.refresh_from_db()
    assert duty.state == "open"
    assert client.post(reverse("duties:run")).status_code == 403


def test_a_county_waives_nothing_of_others(world, client_for, on) -> None:
    duty, client = present(world, "周雨晴", on), client_for(world.county)
    address = reverse("duties:waive", args=[duty.pk])
    assert client.post(address, {"reason": "忙"}).status_code == 404


@pytest.mark.parametrize("who", ["city", "county"])
def test_the_button_has_them_computed(world, client_for, on, who) -> None:
    Duty.objects.all().delete()
    answer = client_for(world.users[who]).post(reverse("duties:run"))
    job = Job.objects.get(kind="policy.duties.refresh")
    assert answer.status_code == 302 and str(job.pk) in answer["Location"]
    perform(job.pk)
    job.refresh_from_db()
    assert job.state == "succeeded" and "应有" in job.message
    assert job.done == job.total == len(all_rules())
    units = set(talks().values_list("unit__short_name", flat=True))
    assert units == {"柳河镇", "青川县"} if who == "county" else units > {"柳河镇"}


def test_a_job_says_which_rule_could_not_be_computed(world, on) -> None:
    Duty.objects.all().delete()
    ParameterValue.objects.filter(parameter__key="talk.grace_days").delete()
    job = Job.objects.create(kind="policy.duties.refresh", label="计算责任事项")
    perform(job.pk)
    job.refresh_from_db()
    assert job.state == "failed" and "季度谈心谈话" in job.message
    (problem,) = job.problems.all()
    assert "talk.grace_days" in problem.reason
    assert Duty.objects.filter(rule="mentor.pair").exists()


def test_every_button_and_record_of_a_rule_has_an_address(world) -> None:
    for rule in all_rules().values():
        if rule.act is not None:
            assert reverse(rule.act.view)
        if rule.evidence:
            assert reverse(rule.evidence, args=[1])
