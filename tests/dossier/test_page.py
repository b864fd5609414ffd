"""The page of a person: who may see what of it, what it says on a day, and what it costs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.changes.models import ChangeRequest
from cadres.checks.models import Finding
from cadres.people.models import Cadre, FamilyMember, ResumeLine
from cadres.people.services import edit
from core.audit.models import Action, AuditEntry
from core.audit.services import record
from tests.dossier.lives import HONOUR, MEASURE, NUMBER, with_file
from tests.world_people import TODAY

TABS = ("basics", "resume", "family", "conduct", "roster", "history")
OUTSIDERS = ("county", "cadre", "auditor", "sysadmin", "secadmin", "nobody")
ON = str(TODAY)


@pytest.fixture
def rain(world) -> Cadre:
    return with_file(world.cadres["周雨晴"])


def page(cadre: Cadre, tab: str = "") -> str:
    if tab:
        return reverse("cadres:tab", args=[cadre.pk, tab])
    return reverse("cadres:detail", args=[cadre.pk])


def text(browser, cadre: Cadre, tab: str = "", **query: str) -> str:
    response = browser.get(page(cadre, tab), {"as_of": ON} | query)
    assert response.status_code == 200
    return response.content.decode()


def fact(shown: str, label: str) -> str:
    """What stands beside a label."""
    return re.search(rf"<dt>{label}</dt><dd[^>]*>(.*?)(?: <a|</dd>)", shown)[1]


def numbers(response) -> dict[str, str | None]:
    return {tab["label"]: tab["count"] for tab in response.context["tabs"]}


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("tab", ["", *TABS])
def test_out_of_scope_there_is_nobody(world, client_for, rain, who, tab):
    assert client_for(world.users[who]).get(page(rain, tab)).status_code == 404
    assert not AuditEntry.objects.filter(action=Action.READ, subject="cadre").exists()


def test_strangers_are_sent_to_the_door(client, rain):
    assert client.get(page(rain)).status_code == 302


@pytest.mark.parametrize("number", ["0", "999999", "9" * 25])
def test_an_unknown_number_is_nobody(world, client_for, number):
    assert client_for(world.city).get(f"/cadres/{number}/").status_code == 404


def test_an_unknown_tab_is_not_there(world, client_for, rain):
    assert client_for(world.city).get(page(rain, "nothing")).status_code == 404


def test_the_tabs_and_their_numbers(world, client_for, rain):
    browser = client_for(world.city)
    found = text(browser, rain, "checks").count('class="q-issue"')
    assert found  # nobody had looked at this file before
    assert numbers(browser.get(page(rain))) == {
        "基本信息": None,
        "任免审批表": None,
        "简历": "4",
        "家庭": "1",
        "历练": "0",
        "帮带": "0",
        "奖惩": "2",
        "名单进出": "2",
        "谈话": "0",
        "考核": "0",
        "校核": str(found),
        "操作记录": "4",  # two acts of the roster, and these two readings
    }


@pytest.mark.parametrize("who", ["clerk", "cadre"])
def test_discipline_and_the_log_are_for_those_who_answer(world, client_for, who):
    """Neither the rows, nor their number, nor a trace in the timeline."""
    cadre = with_file(world.cadres["陈思远"])
    browser = client_for(world.users[who])
    response = browser.get(page(cadre))
    found = Finding.objects.filter(cadre=cadre, is_guarded=False).count()
    checked = {"校核": str(found)} if who == "clerk" else {}
    assert numbers(response) == checked | {
        "基本信息": None,
        "任免审批表": None,
        "简历": "4",
        "家庭": "1",
        "历练": "0",
        "帮带": "0",
        "奖励": "1",
        "名单进出": "3",
        "谈话": "0",
        "考核": "0",
    }
    for tab in ("", *TABS[:-1]):
        assert MEASURE not in text(browser, cadre, tab)
    assert HONOUR in text(browser, cadre, "conduct")
    assert browser.get(page(cadre, "history")).status_code == 404


@pytest.mark.parametrize("who", ["city", "secretary"])
def test_discipline_with_its_effect_on_the_day(world, client_for, rain, who):
    browser = client_for(world.users[who])
    assert "影响期内" in text(browser, rain, "conduct", as_of="2027-01-31")
    assert "影响期内" not in text(browser, rain, "conduct", as_of="2027-02-01")
    assert "影响期内" not in text(browser, rain, "conduct", as_of="2026-07-31")


@pytest.mark.parametrize(
    ("on", "age", "post"),
    [
        ("2026-04-30", "1992.05（33岁）", "2024.03（2年）"),
        ("2026-05-01", "1992.05（34岁）", "2024.03（2年）"),  # the month itself counts as reached
        ("2025-02-28", "1992.05（32岁）", "2024.03（未满一年）"),
        ("2025-03-01", "1992.05（32岁）", "2024.03（1年）"),
        ("2024-02-29", "1992.05（31岁）", "2024.03"),  # not yet in post
    ],
)
def test_ages_and_years_are_those_of_the_day(world, client_for, rain, on, age, post):
    shown = text(client_for(world.city), rain, as_of=on)
    assert fact(shown, "出生年月") == age
    assert fact(shown, "任现职") == post


@pytest.mark.parametrize(
    ("on", "chips"),
    [
        ("2024-02-29", ["不在名册"]),
        ("2024-03-01", ["在库培养", "市级掌握", "二级（正科）"]),
        ("2025-08-31", ["在库培养", "市级掌握", "二级（正科）"]),
        ("2025-09-01", ["列为考察对象", "市级掌握", "三级（副县）"]),
    ],
)
def test_the_chips_are_those_of_the_day(world, client_for, rain, on, chips):
    shown = text(client_for(world.city), rain, as_of=on)
    head = shown[: shown.index("q-lead")]
    assert re.findall(r"q-chip[^>]*>([^<]+)</span>", head) == [f"按 {on} 计算", *chips]


@pytest.mark.parametrize("asked", ["昨天", "2026-02-30", "0000-00-00", "9999-01-01", "\x00"])
def test_a_day_that_cannot_be_read_is_said_and_today_taken(world, client_for, rain, asked):
    response = client_for(world.city).get(page(rain), {"as_of": asked})
    assert response.status_code == 200
    assert "截至日期" in response.content.decode()


def test_the_file_says_what_is_in_it(world, client_for, rain):
    browser = client_for(world.city)
    shown = text(browser, rain)
    assert fact(shown, "身份证号") == "990101********0249"
    assert fact(shown, "政治面貌") == "中共党员（2015.06）"
    assert fact(shown, "职务层次") == "乡科级正职，2023.06（3年）"
    assert fact(shown, "基层经历") == "12 个月"
    resume = text(browser, rain, "resume")
    assert "2014.07—2019.03" in resume
    assert "其间 2024.09—2025.03" in resume
    assert "1963.12（62岁）" in text(browser, rain, "family")
    stays = text(browser, rain, "roster")
    assert "市管副县级、县（区）党政副职" in stays
    assert "31 岁" in stays  # the snapshot of the day of entry


def test_no_page_gives_away_the_whole_number(world, client_for, rain):
    browser = client_for(world.city)
    for tab in ("", *TABS):
        assert NUMBER not in text(browser, rain, tab)


def test_the_title_names_nobody(world, client_for, rain):
    for tab in ("", *TABS):
        title = re.search("<title>(.*?)</title>", text(client_for(world.city), rain, tab))[1]
        assert title == "干部档案 · 青蓝"


def test_htmx_gets_the_file_alone(world, client_for, rain):
    browser = client_for(world.city)
    response = browser.get(page(rain, "resume"), headers={"HX-Request": "true"})
    shown = response.content.decode().strip()
    assert shown.startswith('<section class="q-panel q-mt" id="file"')
    assert "q-tl" not in shown
    assert "2014.07—2019.03" in shown


def test_every_visit_is_on_record_with_its_tab(world, client_for, rain):
    browser = client_for(world.secretary)
    browser.get(page(rain))
    browser.get(page(rain, "family"))
    rows = AuditEntry.objects.filter(action=Action.READ, subject="cadre").order_by("pk")
    assert [(r.actor_label, r.subject_id, r.detail) for r in rows] == [
        ("马建国", str(rain.pk), {"tab": "基本信息"}),
        ("马建国", str(rain.pk), {"tab": "家庭"}),
    ]


def test_the_log_tells_old_and_new_in_words_and_of_nobody_else(world, client_for, rain):
    edit(actor=world.city, cadre=rain, seen=rain.version, on=TODAY, health="3")
    record(Action.CHANGE, actor=world.city, target=world.cadres["李明朗"], label="另一个人")
    record(Action.CHANGE, actor=world.city, target=world.city, label="同号的账号")
    shown = text(client_for(world.secretary), rain, "history", only="changes")
    assert '<span class="q-was">健康</span><span class="q-now">' in shown
    assert "林静文" in shown
    assert "另一个人" not in shown
    assert "同号的账号" not in shown
    assert "查看" not in re.search('<ol class="q-feed">(.*?)</ol>', shown, re.DOTALL)[1]


def test_a_long_log_is_read_page_by_page(world, client_for, rain):
    for number in range(60):
        record(Action.CHANGE, actor=world.city, target=rain, label=f"第 {number} 次")
    browser = client_for(world.city)
    seen: list[str] = []
    query: dict[str, str] = {"only": "changes"}
    for _ in range(2):
        shown = text(browser, rain, "history", **query)
        seen += re.findall(r"第 (\d+) 次", shown)
        query["before"] = next(iter(re.findall(r"before=(\d+)", shown)), "")
    assert seen == [str(number) for number in reversed(range(60))]
    assert query["before"] == ""
    for odd in ("x", "9" * 30, "-1", "１"):
        text(browser, rain, "history", before=odd)


@pytest.mark.parametrize(
    ("who", "verbs"),
    [
        ("city", ["修改", "调整层级", "调整状态", "调出"]),
        ("secretary", ["提出变更"]),
        ("clerk", ["提出变更"]),
    ],
)
def test_the_verbs_are_those_of_the_role(world, client_for, rain, who, verbs):
    response = client_for(world.users[who]).get(page(rain))
    assert [verb["label"] for verb in response.context["verbs"]] == verbs


def test_whoever_is_not_on_the_roster_may_be_admitted(world, client_for):
    response = client_for(world.city).get(page(world.cadres["单文静"]))
    assert [verb["label"] for verb in response.context["verbs"]] == ["修改", "入库"]


def test_a_cadre_reads_his_own_file(world, client_for):
    response = client_for(world.cadre).get(page(world.cadres["陈思远"]))
    assert response.context["verbs"] == []
    assert ">本人档案</a>" in response.content.decode()
    assert "查看</a>" not in response.content.decode()


@pytest.mark.parametrize(("who", "told"), [("city", True), ("clerk", True), ("cadre", False)])
def test_a_pending_change_is_told_to_those_it_concerns(world, client_for, who, told):
    cadre = world.cadres["陈思远"]
    request = ChangeRequest.objects.create(cadre=cadre, asked_by=world.clerk, reason="核对")
    link = reverse("changes:detail", args=[request.pk])
    assert (link in text(client_for(world.users[who]), cadre)) == told
    request.state = "withdrawn"
    request.save()
    assert link not in text(client_for(world.users[who]), cadre)


def test_neighbours_are_those_of_the_unit(world, client_for):
    browser = client_for(world.city)
    seats = [world.cadres[name] for name in ("周雨晴", "曾可欣", "陈思远")]
    found = [browser.get(page(cadre)).context["neighbours"] for cadre in seats]
    pks = [cadre.pk for cadre in seats]
    assert [one["previous"] for one in found] == [None, *pks[:2]]
    assert [one["next"] for one in found] == [*pks[1:], None]
    alone = client_for(world.cadre).get(page(world.cadres["陈思远"])).context["neighbours"]
    assert alone == {"previous": None, "next": None}


@pytest.mark.parametrize("tab", TABS)
def test_statements_do_not_grow_with_the_file(world, client_for, rain, tab):
    browser = client_for(world.city)
    text(browser, rain, tab)
    before = statements(browser, rain, tab)
    for year in range(1990, 2010):
        ResumeLine.objects.create(
            cadre=rain, since=f"{year}-01-01", until=f"{year}-06-01", text="x"
        )
        FamilyMember.objects.create(cadre=rain, relation="亲属", name="某")
        record(Action.CHANGE, actor=world.city, target=rain)
    assert statements(browser, rain, tab) == before
    # The lights are one; each lane of the timeline is one, that of talks two, of assessments four.
    assert before <= 29


def statements(browser, cadre: Cadre, tab: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        text(browser, cadre, tab)
    return len(captured)


def test_of_a_resume_the_history_shows_the_lines_that_changed(world, client_for, rain):
    same = "2014.09—2018.06　省立大学学习"
    before = f"{same}\n2018.07—　　　　　市交通运输局科员"
    after = f"{same}\n2018.07—2026.11　市交通运输局科员\n2026.11—　　　　　市科技局科员"
    for was, now in ((before, after), (after, f"{same}\n{after.splitlines()[1]}")):
        record(
            Action.CHANGE,
            actor=world.city,
            target=rain,
            subject="cadre",
            label=str(rain),
            detail={"简历": [was, now]},
        )
    shown = text(client_for(world.city), rain, "history")
    assert same not in shown
    assert (
        '简历 <span class="q-was">2018.07—　　　　　市交通运输局科员</span>'
        '<span class="q-now">2018.07—2026.11　市交通运输局科员\n'
        "2026.11—　　　　　市科技局科员</span>"
    ) in shown
    assert '简历删去 <span class="q-was">2026.11—　　　　　市科技局科员</span></li>' in shown


def test_of_what_was_taken_back_the_history_names_the_facts(world, client_for, rain):
    record(
        Action.CHANGE,
        actor=world.city,
        target=rain,
        subject="cadre",
        label=f"{rain} 轮岗",
        detail={"撤回": {"单位": "市科技局", "职务": "科长"}},
    )
    shown = text(client_for(world.city), rain, "history")
    assert "撤回：单位：市科技局，职务：科长" in shown
