"""Pages of talks and concerns: what each role does there, and what a refusal looks like."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from assessments.concerns import services
from assessments.concerns.models import Concern
from assessments.recording.views import talks
from assessments.talks.models import Talk, TalkRevision
from core.audit.models import AuditEntry
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from policy.duties.shown import action
from policy.periods import Quarter
from tests.world import World


@pytest.fixture
def now(world: World) -> date:
    """Today, with the duties of today."""
    today = timezone.localdate()
    refresh(on=today)
    return today


@pytest.fixture
def secretary(world: World, client_for) -> Client:
    return client_for(world.secretary)


def facts(now: date, **more) -> dict:
    return {
        "held_on": now.isoformat(),
        "place": "局会议室",
        "led_by": "马建国",
        "kind": "quarterly",
        "on_work": "公路养护项目按期推进。",
        "entry_key": str(uuid4()),
    } | more


def address(**query) -> str:
    return reverse("talks:create", query=query)


def test_whom_to_choose_those_owed_first(world: World, now: date, secretary: Client) -> None:
    page = secretary.get(reverse("talks:create"))
    owed = [one.cadre.name for one in page.context["owed"]]
    assert sorted(owed) == ["周雨晴", "陈思远"]
    assert page.context["others"] == []
    assert "逾期" in page.context["owed"][0].words  # the earlier quarters were never talked
    assert [one.cadre.name for one in secretary.get(address(q="周")).context["owed"]] == ["周雨晴"]
    assert [one.cadre.name for one in secretary.get(address(q="周\x00")).context["owed"]] == [
        "周雨晴"
    ]


def test_the_form_opens_filled(world: World, now: date, secretary: Client) -> None:
    page = secretary.get(address(cadre=world.cadres["周雨晴"].pk))
    assert page.context["form"]["led_by"].value() == "马建国"
    assert page.context["form"]["held_on"].value() == now
    assert not page.context["form"]["makes_up_for"].value()
    past = Duty.objects.filter(cadre=world.cadres["周雨晴"], due_on__lt=now).latest("due_on")
    page = secretary.get(address(duty=past.pk))
    assert page.context["form"]["makes_up_for"].value() == past.period
    this = Duty.objects.get(cadre=world.cadres["周雨晴"], period=Quarter.of(now).key)
    assert not secretary.get(address(duty=this.pk)).context["form"]["makes_up_for"].value()


def test_saving_leads_to_the_record_and_offers_the_same_next_time(
    world: World, now: date, secretary: Client
) -> None:
    url = address(cadre=world.cadres["陈思远"].pk)
    sent = facts(now, began_at="09:00", ended_at="09:40", led_by_title="局党组书记")
    answer = secretary.post(url, sent)
    talk = Talk.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/talks/{talk.pk}/")
    again = secretary.post(url, sent)
    assert again["Location"] == answer["Location"]
    assert Talk.objects.count() == 1
    form = secretary.get(address(cadre=world.cadres["周雨晴"].pk)).context["form"]
    assert form["place"].value() == "局会议室"
    assert form["led_by_title"].value() == "局党组书记"
    assert f"{form['began_at'].value():%H:%M}" == "09:40"


def test_save_and_next_goes_to_who_is_still_owed(
    world: World, now: date, secretary: Client
) -> None:
    Duty.objects.filter(due_on__lt=now).update(
        state="waived", waived_on=now, waived_by=world.city, waive_reason="历史欠账"
    )
    answer = secretary.post(address(cadre=world.cadres["陈思远"].pk), facts(now, next="1"))
    assert answer["Location"] == address(cadre=world.cadres["周雨晴"].pk)
    answer = secretary.post(answer["Location"], facts(now, next="1"))
    assert answer["Location"] == reverse("talks:list")
    assert "应谈的都已谈完。" in secretary.get(answer["Location"]).content.decode()


def test_whoever_is_owed_another_quarter_is_named(
    world: World, now: date, secretary: Client
) -> None:
    last = world.cadres["陈思远"]
    Duty.objects.exclude(cadre=last).update(
        state="waived", waived_on=now, waived_by=world.city, waive_reason="历史欠账"
    )
    assert Duty.objects.filter(cadre=last).unfinished(now).count() > 1
    answer = secretary.post(address(cadre=last.pk), facts(now, next="1"))
    assert answer["Location"] == reverse("talks:list")
    said = secretary.get(answer["Location"]).content.decode()
    assert "陈思远还有欠谈的季度，其他人都已谈完。" in said


def test_a_refused_form_keeps_what_was_written(world: World, now: date, secretary: Client) -> None:
    url = address(cadre=world.cadres["陈思远"].pk)
    tomorrow = (now + timedelta(days=1)).isoformat()
    page = secretary.post(url, facts(now, held_on=tomorrow))
    assert page.status_code == 400
    assert "还没有到" in page.content.decode()
    assert "公路养护项目按期推进。" in page.content.decode()
    page = secretary.post(url, facts(now, demand="每周汇报"))
    assert page.status_code == 400
    assert page.context["form"].is_unfolded
    assert not Talk.objects.exists()
    secretary.post(url, facts(now))
    page = secretary.post(url, facts(now))  # another form, the same day and kind
    assert page.status_code == 409
    assert "这一天已登记过与该同志的同类谈话" in page.content.decode()


def test_a_concern_with_the_talk(world: World, now: date, secretary: Client, client_for) -> None:
    url = address(cadre=world.cadres["陈思远"].pk)
    secretary.post(url, facts(now, concern="迟到早退", demand="按时到岗"))
    concern = Concern.objects.get()
    page = secretary.get(reverse("concerns:detail", args=[concern.pk]))
    assert [box["label"] for box in page.context["boxes"]] == ["登记提醒"]
    due = (now + timedelta(days=9)).isoformat()
    sent = {
        "verb": "remind",
        "remind-seen": concern.version,
        "remind-day": now.isoformat(),
        "remind-words": "当面提醒",
        "remind-correct_by": due,
    }
    assert secretary.post(page.request["PATH_INFO"], sent).status_code == 302
    page = secretary.post(page.request["PATH_INFO"], sent)  # once more: no such step any longer
    assert page.status_code == 409
    assert "现在是“整改中”，不能提醒" in page.content.decode()
    duty = Duty.objects.get(rule="concern.correct")
    answer = secretary.get(reverse("concerns:of_duty", query={"duty": duty.pk}))
    assert answer["Location"] == reverse("concerns:detail", args=[concern.pk])
    assert str(duty.due_on) == due
    clerk = client_for(world.clerk)
    sent = {"verb": "report", "report-seen": 2, "report-day": now, "report-words": "已改"}
    assert clerk.post(reverse("concerns:detail", args=[concern.pk]), sent).status_code == 302
    page = clerk.get(reverse("concerns:detail", args=[concern.pk]))
    assert page.context["boxes"] == []
    assert "等单位党组织书记或组织部门核实销号" in page.content.decode()
    duty = Duty.objects.get(rule="concern.close")
    who = {world.clerk: "查看", world.secretary: "核实销号"}
    assert {user: action(duty, user)["label"] for user in who} == who
    page = client_for(world.city).get(reverse("concerns:detail", args=[concern.pk]))
    assert [box["label"] for box in page.context["boxes"]] == ["核实销号", "退回整改"]


def test_amending_and_voiding(world: World, now: date, secretary: Client) -> None:
    secretary.post(address(cadre=world.cadres["陈思远"].pk), facts(now))
    talk = Talk.objects.get()
    url = reverse("talks:amend", args=[talk.pk])
    assert secretary.get(url).context["form"]["on_work"].value() == "公路养护项目按期推进。"
    changed = facts(now, on_work="项目提前完成。", reason="写错了", seen=1)
    assert secretary.post(url, changed).status_code == 302
    assert TalkRevision.objects.count() == 1
    page = secretary.post(url, changed | {"on_work": "项目如期完成。"})
    assert page.status_code == 409
    assert "已由马建国" in page.content.decode()
    page = secretary.get(reverse("talks:detail", args=[talk.pk]))
    assert "公路养护项目按期推进。" in page.content.decode()  # what it said before
    sheet = secretary.get(reverse("talks:paper", args=[talk.pk]))
    assert "谈话对象（签字）" in sheet.content.decode()
    assert (
        secretary.post(
            reverse("talks:void", args=[talk.pk]), {"seen": 2, "reason": "记错了人"}
        ).status_code
        == 302
    )
    assert "记错了人" in secretary.get(reverse("talks:detail", args=[talk.pk])).content.decode()


@pytest.mark.parametrize("text", ["0", "-1", "x", "9" * 30, "１", "1 or 1"])
def test_nonsense_in_the_address(world: World, now: date, secretary: Client, text: str) -> None:
    for name in ("duty", "cadre"):
        assert secretary.get(address(**{name: text})).status_code == 404
    assert secretary.get(reverse("concerns:of_duty", query={"duty": text})).status_code == 404
    assert secretary.get(reverse("talks:coverage", query={"until": text})).status_code == 200


def test_who_does_not_record(world: World, now: date, client_for) -> None:
    for who in ("cadre", "auditor", "sysadmin", "nobody"):
        assert client_for(world.users[who]).get(reverse("talks:create")).status_code == 403
        assert client_for(world.users[who]).get(reverse("talks:coverage")).status_code == 404
    county = client_for(world.county)
    assert county.get(address(cadre=world.cadres["陈思远"].pk)).status_code == 404


def test_coverage_counts_and_puts_the_worst_first(
    world: World, now: date, secretary: Client, client_for
) -> None:
    secretary.post(address(cadre=world.cadres["陈思远"].pk), facts(now))
    found = client_for(world.city).get(reverse("talks:coverage")).context["heat"]
    mine = next(line for line in found.lines if line.place.name == "市交通运输局")
    assert (mine.cells[-1].done, mine.cells[-1].total) == (1, 2)
    assert mine.cells[-1].text == "1／2"
    assert [line.late for line in found.lines] == sorted(
        (line.late for line in found.lines), reverse=True
    )
    assert found.total[-1].total == 5
    own = secretary.get(reverse("talks:coverage")).context["heat"]
    assert [line.place.name for line in own.lines] == ["市交通运输局"]


def test_coverage_shows_the_worst_until_all_are_asked_for(
    world: World, now: date, client_for, monkeypatch
) -> None:
    monkeypatch.setattr(talks, "MOST_UNITS", 1)
    city = client_for(world.city)
    few = city.get(reverse("talks:coverage"))
    count = few.context["heat"].count
    assert len(few.context["heat"].lines) == 1 < count
    (more,) = html.fromstring(few.content.decode()).xpath(f"//a[.='显示全部 {count} 个单位']")
    everything = city.get(reverse("talks:coverage") + more.get("href"))
    assert len(everything.context["heat"].lines) == count
    assert everything.context["heat"].total == few.context["heat"].total
    assert "显示全部" not in everything.content.decode()


def test_the_workbench_leaves_out_quarters_of_nobody(world: World, now: date, client_for) -> None:
    page = client_for(world.city).get(reverse("home")).content.decode()
    (table,) = html.fromstring(page).xpath("//section[@aria-labelledby='heat']//table")
    sums = client_for(world.city).get(reverse("talks:coverage")).context["heat"].total
    heads = [one.text_content() for one in table.xpath(".//thead/tr/th")][1:-1]
    assert len(heads) == len([cell for cell in sums if cell.total]) > 0


def test_pages_do_not_ask_more_for_more_people(world: World, now: date, client_for) -> None:
    city = client_for(world.city)
    pages = [
        reverse("talks:list"),
        reverse("talks:create"),
        reverse("talks:coverage"),
        reverse("concerns:list"),
    ]
    counts = []
    for names in (("陈思远",), ("周雨晴", "李明朗")):
        for name in names:
            services.record_talk(
                actor=world.city,
                cadre=world.cadres[name],
                on=now,
                concern={"text": "迟到"},
                held_on=now,
                place="办公室",
                led_by="林静文",
                on_work="正常",
            )
        counts.append([])
        for page in pages:
            city.get(page)
            with CaptureQueriesContext(connection) as found:
                assert city.get(page).status_code == 200
            counts[-1].append(len(found))
    assert counts[0] == counts[1]


def test_reading_a_record_is_logged(world: World, now: date, secretary: Client) -> None:
    secretary.post(address(cadre=world.cadres["陈思远"].pk), facts(now))
    before = AuditEntry.objects.order_by("-pk").first().pk
    secretary.get(reverse("talks:detail", args=[Talk.objects.get().pk]))
    row = AuditEntry.objects.get(pk__gt=before)
    assert (row.action, row.subject) == ("read", "cadre")
    assert row.subject_id == str(world.cadres["陈思远"].pk)
