"""Pages of rounds and sheets: who reads what, the way by forms, bad input, grades row by row."""

import re
from datetime import date

import pytest
from django.urls import reverse

from assessments.rounds.models import Assessment, Interview, Round
from cadres.people.models import Cadre
from core.audit.models import AuditEntry
from tests.rounds.making import begin, number, propose, settled, sheet

BUREAU = "市交通运输局"
DECEMBER = date(2026, 12, 22)
SECRET = "谈话要点只有组织部知道"


@pytest.fixture(autouse=True)
def _in_december(monkeypatch):
    """Views read a day on which the year is assessed."""
    from django.utils import timezone

    monkeypatch.setattr(timezone, "localdate", lambda *_a, **_k: DECEMBER)


@pytest.fixture
def bureau(world) -> Round:
    return begin(world, BUREAU)[BUREAU]


def text_of(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def heard(world, name: str) -> Interview:
    """What somebody said of him."""
    return Interview.objects.create(
        assessment=sheet(world, name),
        held_on=date(2026, 12, 3),
        interviewee="老王",
        relation="leader",
        grade="4",
        notes=SECRET,
        held_by="林静文",
    )


def test_the_person_reads_his_own_words_and_nothing_of_others_before_it_is_decided(
    world, client_for, bureau
):
    one = propose(world, "陈思远", "1", comment="评语：优秀干部。")
    own = client_for(world.cadre)
    said = text_of(own.get(reverse("rounds:sheet", args=[one.pk])))
    assert "一年来履职情况。" in said and "审定以后才显示" in said
    for secret in ("评语：优秀干部。", "建议优秀", "优秀</b>"):
        assert secret not in said
    listed = text_of(own.get(reverse("rounds:sheets"), {"columns": "name,grade,proposed,comment"}))
    assert "优秀干部" not in listed and "建议等次" not in listed
    for query in ({"grade": "1"}, {"grade": "1", "standing": "all"}):
        assert own.get(reverse("rounds:sheets"), query).context["count"] == 0
    for fmt in ("pdf", "docx"):
        assert own.get(reverse("rounds:paper", args=[one.pk, fmt])).status_code == 200


def test_he_reads_comment_and_grade_once_they_are_decided(world, client_for):
    settled(world, BUREAU, 陈思远="1")
    own = client_for(world.cadre)
    one = sheet(world, "陈思远")
    said = text_of(own.get(reverse("rounds:sheet", args=[one.pk])))
    for part in ("工作扎实。", "优秀", "签署本人意见", "申请复核", "局党组会议审定", "嘉奖"):
        assert part in said
    assert own.get(reverse("rounds:sheets"), {"grade": "1"}).context["count"] == 1


def test_interviews_are_the_departments_alone_on_every_surface(world, client_for, bureau):
    one = propose(world, "陈思远")
    kept = heard(world, "陈思远")
    page, gone = reverse("rounds:sheet", args=[one.pk]), reverse("rounds:interview", args=[one.pk])
    assert SECRET in text_of(client_for(world.city).get(page))
    for who in ("secretary", "clerk", "cadre"):
        browser = client_for(world.users[who])
        assert SECRET not in text_of(browser.get(page)) and "谈话了解" not in text_of(
            browser.get(page)
        )
        assert browser.get(gone).status_code == 404
        assert browser.post(gone, {"notes": "x"}).status_code == 404
        remove = reverse("rounds:remove_interview", args=[kept.pk])
        assert browser.post(remove).status_code == 404
        listed = browser.get("/api/v1/assessments/", {"size": "200"}).content.decode()
        assert "老王" not in listed and SECRET not in listed
    assert Interview.objects.count() == 1
    text = " ".join(f"{row.subject_label} {row.detail}" for row in AuditEntry.objects.all())
    assert "老王" not in text and "只有组织部" not in text


def test_a_department_adds_and_removes_an_interview(world, client_for, bureau):
    one = propose(world, "陈思远")
    browser, page = client_for(world.city), reverse("rounds:interview", args=[one.pk])
    given = {"held_on": "2026-12-05", "interviewee": "老李", "relation": "middle", "grade": "2"}
    given |= {"notes": SECRET, "held_by": "林静文"}
    for wrong in ({"held_on": "2027-01-01"}, {"relation": "x"}, {"notes": ""}, {"grade": "9"}):
        assert browser.post(page, given | wrong).status_code == 400
    assert browser.post(page, given).status_code == 302
    made = Interview.objects.get()
    assert made.grade == "2"
    assert browser.post(reverse("rounds:remove_interview", args=[made.pk])).status_code == 302
    assert not Interview.objects.exists()


@pytest.mark.parametrize("who", ["county", "auditor", "sysadmin", "nobody"])
def test_nobody_else_finds_a_round_or_a_sheet(world, client_for, bureau, who):
    one, browser = sheet(world, "陈思远"), client_for(world.users[who])
    for name in ("detail", "edit", "settle", "reopen", "add"):
        assert browser.get(reverse(f"rounds:{name}", args=[bureau.pk])).status_code == 404
    for name in ("sheet", "write", "propose", "send_back", "agree", "object", "review"):
        assert browser.get(reverse(f"rounds:{name}", args=[one.pk])).status_code == 404
    assert browser.post(reverse("rounds:grade", args=[bureau.pk])).status_code == 404
    assert browser.post(reverse("rounds:papers", args=[bureau.pk, "pdf"])).status_code == 404


def test_a_cadre_has_no_page_of_a_round(world, client_for, bureau):
    own = client_for(world.cadre)
    assert own.get(reverse("rounds:detail", args=[bureau.pk])).status_code == 404
    assert own.post(reverse("rounds:papers", args=[bureau.pk, "zip"])).status_code == 404
    for name in ("propose", "send_back", "review"):
        address = reverse(f"rounds:{name}", args=[sheet(world, "陈思远").pk])
        assert own.get(address).status_code == 403


def test_the_whole_way_by_forms(world, client_for):
    secretary, own, city = (client_for(u) for u in (world.secretary, world.cadre, world.city))
    opening = reverse("rounds:open")
    assert BUREAU in text_of(secretary.get(opening))
    units = {"year": "2026", "unit": [world.named[BUREAU].pk]}
    made = secretary.post(opening, units)
    assert made.status_code == 302, made.content.decode()[:2000]
    one, round = sheet(world, "陈思远"), Round.objects.get()
    address = reverse("rounds:write", args=[one.pk])
    shown = own.get(address).content.decode()
    buttons = re.findall(r"<button([^>]*)>(?:保存草稿|提交)", shown)
    assert ["hand_in" in button for button in buttons] == [False, True]
    draft = own.post(address, {"summary": "写了一半", "seen": one.version}, follow=True)
    assert "草稿已保存，还没有提交。" in text_of(draft)
    one = sheet(world, "陈思远")
    assert (one.state, one.summary) == ("summary", "写了一半")
    written = {"work": "公路管理", "summary": "我的总结", "hand_in": "1", "seen": one.version}
    assert own.post(address, written | {"summary": ""}).status_code == 400
    assert own.post(address, written).status_code == 302
    assert sheet(world, "陈思远").state == "appraising"
    for other in Assessment.objects.filter(round=round).exclude(cadre__name="陈思远"):
        propose(world, other.cadre.name)
    one = sheet(world, "陈思远")
    given = {"seen": one.version, "comment": "好同志", "outcome": "1"}
    address = reverse("rounds:propose", args=[one.pk])
    assert secretary.post(address, given | {"outcome": "5"}).status_code == 400
    assert secretary.post(address, given).status_code == 302
    settle = reverse("rounds:settle", args=[round.pk])
    said = text_of(secretary.get(settle))
    assert "还没有填写参加考核总人数" in said
    round.refresh_from_db()
    numbers = {"seen": round.version, "headcount": "10", "others_excellent": "0"}
    edit = reverse("rounds:edit", args=[round.pk])
    assert secretary.post(edit, numbers | {"headcount": "1"}).status_code == 400
    assert secretary.post(edit, numbers).status_code == 302
    round.refresh_from_db()
    meeting = {"seen": round.version, "meeting": "局党组第 18 次会议", "day": "2026-12-22"}
    assert secretary.post(settle, meeting | {"day": "2026-12-23"}).status_code == 400
    assert secretary.post(settle, meeting).status_code == 302
    one = sheet(world, "陈思远")
    said = {"seen": one.version, "words": "等次不符合事实", "day": "2026-12-22"}
    assert own.post(reverse("rounds:object", args=[one.pk]), said).status_code == 302
    one = sheet(world, "陈思远")
    found = {"seen": one.version, "words": "维持", "day": "2026-12-22", "outcome": "1"}
    review = reverse("rounds:review", args=[one.pk])
    assert secretary.post(review, found).status_code == 403
    assert city.post(review, found).status_code == 302
    assert sheet(world, "陈思远").state == "final"


def test_grades_row_by_row_all_or_none(world, client_for, bureau):
    from assessments.rounds import services

    names = list(Assessment.objects.values_list("cadre__name", flat=True))
    assert len(names) > 1
    for name in names:
        one = sheet(world, name)
        services.submit(
            actor=world.city, assessment=one, seen=one.version, summary="总结", on=DECEMBER
        )
    secretary, address = client_for(world.secretary), reverse("rounds:grade", args=[bureau.pk])
    given = {}
    for name in names:
        one = sheet(world, name)
        given |= {
            f"grade-{one.pk}": "2",
            f"comment-{one.pk}": "不错",
            f"seen-{one.pk}": one.version,
        }
    last = sheet(world, names[-1])
    for wrong, status in (
        ({f"comment-{last.pk}": ""}, 409),
        ({f"comment-{last.pk}": "字" * 1001}, 409),
        ({f"grade-{last.pk}": "9"}, 409),
        ({f"seen-{last.pk}": "x"}, 409),
        ({f"seen-{last.pk}": "77"}, 409),
    ):
        answer = secretary.post(address, given | wrong)
        assert answer.status_code == status
        assert names[-1] in answer.context["refusal"]
        assert not Assessment.objects.exclude(proposed="").exists()
    assert secretary.post(address, {}).status_code == 409
    assert secretary.post(address, given).status_code == 302
    assert set(Assessment.objects.values_list("proposed", flat=True)) == {"2"}
    assert "不错" in text_of(secretary.get(reverse("rounds:detail", args=[bureau.pk])))


def test_the_page_of_a_round_says_what_is_missing_and_why(world, client_for, bureau):
    propose(world, "陈思远", "1")
    said = text_of(client_for(world.secretary).get(reverse("rounds:detail", args=[bureau.pk])))
    assert "还没有提交本人总结" in said and "还没有填写参加考核总人数" in said
    filled_in = f'<a href="{reverse("rounds:edit", args=[bureau.pk])}">填写</a>'
    assert filled_in in said
    said = text_of(client_for(world.clerk).get(reverse("rounds:detail", args=[bureau.pk])))
    assert "还没有填写参加考核总人数" in said and filled_in not in said
    number(world, bureau, 4)
    said = text_of(client_for(world.secretary).get(reverse("rounds:detail", args=[bureau.pk])))
    assert "优秀超出名额" in said and "参加考核 4 人 × 20% = 0.8" in said and "3.3.4" in said


@pytest.mark.parametrize(
    ("headcount", "others", "room"),
    [(None, 0, ""), (4, 0, "over"), (5, 0, "full"), (10, 0, "left")],
)
def test_the_list_judges_the_quota_as_the_page_does(
    world, client_for, bureau, headcount, others, room
):
    from assessments.rounds.entities import ROUNDS
    from assessments.rounds.quota import quota

    propose(world, "陈思远", "1")
    Round.objects.filter(pk=bureau.pk).update(headcount=headcount)
    bureau.refresh_from_db()
    row = ROUNDS.rows(world.city, DECEMBER).get(pk=bureau.pk)
    told = quota(bureau, DECEMBER)
    assert (row.room, row.allowed, row.excellent) == (room, told.allowed, told.used)
    assert told.is_exceeded == (room == "over")


def test_a_secretary_in_the_round_is_not_told_his_own_grade_by_a_count(world, client_for, bureau):
    Cadre.objects.filter(name="陈思远").update(account=world.secretary)
    one = propose(world, "陈思远", "1", comment="给他本人的评语")
    number(world, bureau, 4)
    browser = client_for(world.secretary)
    said = text_of(browser.get(reverse("rounds:detail", args=[bureau.pk])))
    said += text_of(browser.get(reverse("rounds:settle", args=[bureau.pk])))
    said += text_of(browser.get(reverse("rounds:sheet", args=[one.pk])))
    for secret in ("给他本人的评语", "超出", "已评优秀", "（建议）", "建议优秀"):
        assert secret not in said
    row = browser.get(reverse("rounds:list")).context["rows"]
    assert len(row) == 1
    listed = text_of(browser.get(reverse("rounds:list")))
    assert "超出名额</" not in listed
    clerk = text_of(client_for(world.clerk).get(reverse("rounds:detail", args=[bureau.pk])))
    assert "优秀超出名额 1 人" in clerk


def test_a_past_year_is_entered_by_the_department_that_keeps_the_file(world, client_for):
    cadre = world.cadres["陈思远"]
    address = reverse("rounds:past", args=[cadre.pk])
    given = {"year": "2024", "outcome": "1", "decided_on": "2024-12-28", "decision": ""}
    for who, status in (("secretary", 403), ("clerk", 403), ("cadre", 403), ("county", 404)):
        assert client_for(world.users[who]).get(address).status_code == status
    city = client_for(world.city)
    wrongs = ({"year": "2026"}, {"year": "x"}, {"outcome": "5"}, {"decided_on": "2023-01-01"})
    for wrong in wrongs:
        assert city.post(address, given | wrong).status_code == 400
    assert city.post(address, given).status_code == 302
    assert city.post(address, given).status_code == 400
    made = sheet(world, "陈思远", 2024)
    amend = reverse("rounds:amend_past", args=[made.pk])
    assert city.post(amend, given | {"seen": made.version, "outcome": "2"}).status_code == 302
    made.refresh_from_db()
    assert made.outcome == "2"
    remove = reverse("rounds:remove_past", args=[made.pk])
    assert city.post(remove, {"seen": made.version, "reason": "录错了"}).status_code == 302
    assert not Assessment.objects.exists()


def test_the_workbench_says_whose_turn_it_is(world, client_for, bureau):
    home = reverse("home")
    assert "填写本人总结" in text_of(client_for(world.cadre).get(home))
    propose(world, "陈思远")
    assert "填写本人总结" not in text_of(client_for(world.cadre).get(home))


def test_rubbish_is_refused_in_a_sentence(world, client_for, bureau):
    one, browser = sheet(world, "陈思远"), client_for(world.city)
    for name, key in (("edit", bureau.pk), ("settle", bureau.pk), ("write", one.pk)):
        address = reverse(f"rounds:{name}", args=[key])
        for value in ("\x00", "9" * 30, "²", "x" * 9000):
            names = ("seen", "headcount", "meeting", "day", "summary", "work")
            answer = browser.post(address, dict.fromkeys(names, value))
            assert answer.status_code in (400, 409), (name, value[:5])
    for asked in ("9999", "²", "x"):
        assert browser.post(reverse("rounds:open"), {"year": asked}).status_code == 400
    assert browser.post(reverse("rounds:open"), {"year": "2026"}).status_code == 400
    assert browser.get(reverse("rounds:of_duty"), {"duty": "9" * 30}).status_code == 404
