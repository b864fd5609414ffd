"""The tab and the lane 考核: who is told which years, polls, cases and findings."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.cases.models import RosterCase
from assessments.person.lanes import assessed
from assessments.polls.models import Poll, PollResult, PollSubject
from cadres.approval.models import ApprovalTexts
from cadres.dossier.dossier import dossier
from cadres.dossier.timeline import window_of
from tests.findings.making import FACTS, TOLD, found
from tests.person.making import ON
from tests.rounds.making import OPENED, begin, past, propose

WORDS = ("民主测评甲", "调出个案理由", "补充个案理由", TOLD)


def tab(world, client_for, who="city", name="陈思远", as_of=ON):
    address = reverse("cadres:tab", args=[world.cadres[name].pk, "assessments"])
    return client_for(world.users[who]).get(address, {"as_of": as_of.isoformat()})


def polled(world, name="陈思远", *, shared=None, **counts) -> PollResult:
    """What was counted about somebody in a poll of his unit."""
    cadre = world.cadres[name]
    poll = Poll.objects.create(
        unit=cadre.unit,
        year=2025,
        title="民主测评甲",
        state="counted",
        opens_on=date(2025, 12, 10),
        closes_on=date(2025, 12, 11),
        min_group=5,
        abstain_counts=True,
        counted_on=date(2025, 12, 12),
        shared_on=shared,
        result={},
        digest="0" * 64,
    )
    subject = PollSubject.objects.create(poll=poll, cadre=cadre, position=1)
    given = {"is_shown": True, "excellent": 20, "competent": 8, "basic": 1, "incompetent": 1}
    given |= {"issued": 32, "returned": 31, "valid": 30, "counted": 30} | counts
    return PollResult.objects.create(subject=subject, poll=poll, cadre=cadre, **given)


def case(world, kind="exit", **more) -> RosterCase:
    """A case about 陈思远 as a page finds it."""
    cadre = world.cadres["陈思远"]
    is_exit = kind == "exit"
    given = {
        "kind": kind,
        "ground": "7" if is_exit else "",
        "entry": world.stay("陈思远") if is_exit else None,
        "event": f"application:{kind}",
        "opened_on": date(2026, 11, 2),
        "verdict": "调出个案理由" if is_exit else "补充个案理由",
        "snapshot": {},
        "digest": "",
    }
    return RosterCase.objects.create(cadre=cadre, unit=cadre.unit, **(given | more))


@pytest.fixture
def filled(world):
    """A person with one of everything."""
    past(world, "陈思远", 2023, "2")
    past(world, "陈思远", 2024, "2")
    past(world, "陈思远", 2025, "1")
    polled(world)
    case(world)
    case(world, kind="addition")
    finding = found(world, files=())
    RosterCase.objects.filter(event__startswith="finding:").delete()
    return finding


def shown(answer) -> str:
    """What stands in the tab."""
    return answer.content.decode().split('id="file"')[1]


def test_the_department_sees_all_of_it(world, client_for, filled) -> None:
    page = shown(tab(world, client_for))
    for words in (*WORDS, "20（66.67%）", "1（3.33%）", "2023年、2024年年度考核均为称职，2025年"):
        assert words in page, words
    assert "2025 年度考核优秀，给予嘉奖" in page
    assert FACTS not in page
    assert reverse("findings:detail", args=[filled.pk]) in page


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("secretary", {"调出个案理由", "补充个案理由"}),
        ("clerk", {"调出个案理由", "补充个案理由"}),
        ("cadre", {"调出个案理由"}),
    ],
)
def test_others_are_told_less(world, client_for, filled, who, told) -> None:
    page = shown(tab(world, client_for, who))
    assert {words for words in WORDS if words in page} == told
    assert "组织认定" not in page
    assert "年度考核均为称职" in page
    lane = assessed(*_asked(world, who))
    assert not any("认定" in item.text or "测评" in item.text for item in lane.items)


def _asked(world, who: str):
    file = dossier(world.users[who], world.cadres["陈思远"].pk, ON)
    return file, window_of(file)


def test_a_unit_is_told_of_a_poll_that_was_shared(world, client_for) -> None:
    polled(world, shared=date(2025, 12, 20))
    assert "66.67%" in shown(tab(world, client_for, "secretary"))
    assert "民主测评甲" not in shown(tab(world, client_for, "cadre"))


def test_of_too_few_ballots_nothing_is_told(world, client_for) -> None:
    zero = dict.fromkeys(("excellent", "competent", "basic", "incompetent"), 0)
    polled(world, is_shown=False, issued=3, returned=3, valid=3, counted=3, **zero)
    page = shown(tab(world, client_for))
    assert "人数不足" in page
    assert "%" not in page


def test_a_sheet_that_is_not_decided_tells_no_grade(world, client_for) -> None:
    begin(world, "市交通运输局")
    propose(world, "陈思远", "3", comment="差距明显")
    for who in ("city", "secretary", "cadre"):
        page = shown(tab(world, client_for, who, as_of=OPENED))
        assert "基本称职" not in page
        assert "差距明显" not in page


@pytest.mark.parametrize(
    ("who", "is_told"), [("city", True), ("secretary", True), ("cadre", True), ("clerk", False)]
)
def test_why_a_year_has_no_grade_is_not_for_clerks(world, client_for, who, is_told) -> None:
    past(world, "陈思远", 2025, "5", no_grade="investigated", no_grade_note="市纪委监委立案")
    page = shown(tab(world, client_for, who))
    assert "不定等次" in page
    assert ("立案" in page) is is_told


def test_another_reason_is(world, client_for) -> None:
    past(world, "陈思远", 2025, "5", no_grade="absent")
    assert "病、事假累计超过半年" in shown(tab(world, client_for, "clerk"))


def test_a_past_day_shows_what_was_known(world, client_for, filled) -> None:
    early = tab(world, client_for, as_of=date(2025, 12, 11))
    assert [row.year for row in early.context["years"]] == [2024, 2023]
    assert early.context["polls"] == early.context["cases"] == early.context["findings"] == []
    case(world, event="application:2", state="kept", reason="无", meeting="部务会",
         decided_on=date(2026, 11, 20))  # fmt: skip
    rows = tab(world, client_for, as_of=date(2026, 11, 10)).context["cases"]
    assert {state for _row, state in rows} == {("在办", "yellow")}


def test_the_form_that_says_something_else(world, client_for, filled) -> None:
    cadre = world.cadres["陈思远"]
    texts = ApprovalTexts.objects.create(cadre=cadre, assessments="2025年年度考核为称职。")
    assert tab(world, client_for).context["differs"]
    assert not tab(world, client_for, "secretary").context["differs"]
    ApprovalTexts.objects.filter(pk=texts.pk).update(
        assessments="2023年、2024年年度考核均为称职，2025年年度考核为优秀。"
    )
    assert not tab(world, client_for).context["differs"]


def test_statements_do_not_grow(world, client_for) -> None:
    browser = client_for(world.city)
    address = reverse("cadres:tab", args=[world.cadres["陈思远"].pk, "assessments"])

    def count() -> int:
        with CaptureQueriesContext(connection) as said:
            browser.get(address, {"as_of": ON.isoformat()})
        return len(said)

    past(world, "陈思远", 2025, "1")
    count()
    before = count()
    for year in range(2010, 2025):
        past(world, "陈思远", year, "2")
    for number in range(9):
        case(world, event=f"application:{number}")
        found(world, facts=f"第 {number} 件", files=())
    assert count() == before
    assert before <= 32  # the page with its lights and lanes, and the tab


def test_a_running_case_is_a_bar_that_is_owed(world, filled) -> None:
    texts = [item.text for item in assessed(*_asked(world, "city")).items]
    assert texts == [
        *("2025 年度考核优秀", "2024 年度考核称职", "2023 年度考核称职"),
        *("民主测评：民主测评甲", "补充个案", "调出个案", "组织认定"),
    ]
