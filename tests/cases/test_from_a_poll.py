"""From slips to a case: codes are voted with, boxes counted, and what is over the border opens one.

By the pages that people use: the ballot, the poll's own pages, its PDF, REST, the replay.
"""

from __future__ import annotations

import copy
import io
from datetime import date, timedelta
from typing import Any

import pdfplumber
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from assessments.cases.models import CaseStep, RosterCase
from assessments.cases.opening import sweep
from assessments.polls.counting import canonical
from assessments.polls.models import PollResult, Remark, Sheet
from cadres.people.following import facts_changed
from cadres.roster.models import RosterEntry
from policy.duties.refreshing import refresh
from tests.case_pages.test_replay import everything_changes, of_pdf, replayed
from tests.cases.making import events, finding, grade, rated, sanction
from tests.polls.making import Held, opened
from tests.voting.voting import VOTE, Ticked, posted, vote
from tests.world import World

WHO = "周雨晴"
VOTERS = 20  # the border, 30 of a hundred, is six of them
FINE = Ticked("2", "11111", "y")
LOW = (Ticked("3", "11111", "y"), Ticked("4", "11111", "n"))
SPOILT = Ticked("", "11111", "y")


def at(name: str, *args: Any) -> str:
    return reverse(f"polls:{name}", args=args)


def held(world: World, said: dict[str, list[Ticked]], browser: Any, title: str) -> Held:
    """A poll about one person in which the categories say this, counted by its pages."""
    one = opened(
        world,
        on=localdate(),
        voters={category: len(marks) for category, marks in said.items()},
        people=(WHO,),
        title=title,
    )
    for category, marks in said.items():
        for code, ticked in zip(one.codes[category], marks, strict=True):
            answer = vote(code, [ticked])
            if ticked is SPOILT:  # asked whether no mark is meant
                assert answer.status_code == 400
                answer = Client().post(VOTE, posted(code, [ticked], confirmed="1"))
            assert answer.status_code == 302
    closing = browser.post(at("close", one.poll.pk), {"seen": one.fresh().version})
    assert closing.status_code == 302
    halves = {"first": one.halves[0], "second": one.halves[1], "seen": one.fresh().version}
    assert browser.post(at("count", one.poll.pk), halves).status_code == 302
    one.fresh()
    return one


def rated_by(world: World, low: int, browser: Any) -> Held:
    """So many of twenty think little of him, in turn 基本称职 and 不称职."""
    marks = [LOW[number % 2] for number in range(low)] + [FINE] * (VOTERS - low)
    return held(world, {"C": marks}, browser, f"低评价 {low} 票")


def test_at_the_threshold_none_and_one_vote_more_one_for_ever(world: World, client_for) -> None:
    browser, on = client_for(world.city), localdate()
    rated_by(world, 6, browser)
    assert (events(), sweep(on=on)) == ([], 0)
    over = rated_by(world, 7, browser)
    assert events() == [f"poll:{over.poll.pk}"]
    case = RosterCase.objects.get()
    assert (str(case.cadre), case.ground, case.opened_on, case.state) == (WHO, "6", on, "opened")
    assert case.verdict == "“低评价 7 票”中低评价 35.00%，超过 30%。"

    again = browser.post(at("recount", over.poll.pk), follow=True)
    assert "复核一致" in again.content.decode()
    facts_changed([case.cadre_id], on=on)
    assert [sweep(on=on), sweep(on=on + timedelta(days=400))] == [0, 0]
    assert RosterCase.objects.count() == CaseStep.objects.count() == 1


def everything_shown(world: World, client_for, poll: Held) -> dict[str, str]:
    """What the department reads of the person: pages, PDF and REST, without what names the poll."""
    browser = client_for(world.city)
    result = PollResult.objects.get(poll=poll.poll)
    pages = {
        name: browser.get(address).content.decode()
        for name, address in (
            ("result", at("result", poll.poll.pk)),
            ("person", at("person", result.pk)),
            ("list", at("results")),
            ("rest", f"/api/v1/poll_results/{result.pk}/"),
        )
    }
    answer = browser.get(at("sheet", poll.poll.pk, "pdf"))
    with pdfplumber.open(io.BytesIO(answer.content)) as document:
        pages["pdf"] = "\n".join(page.extract_text() for page in document.pages)
    return pages


def test_a_group_of_two_is_too_few_on_page_paper_and_rest(world: World, client_for) -> None:
    marks = [Ticked("4", "44444", "n", "不敢担当"), Ticked("1", "11111", "y", "很好")]
    poll = held(world, {"A": marks}, client_for(world.city), "两个人的测评")
    shown = everything_shown(world, client_for, poll)
    for name in ("result", "person", "pdf"):
        assert "人数不足" in shown[name], name
        assert "50.00%" not in shown[name], name
    assert not any("不敢担当" in text or "很好" in text for text in shown.values())
    row = client_for(world.city).get("/api/v1/poll_results/").json()["results"][0]
    numbers = ("valid", "base", "excellent", "incompetent", "low_rate", "weighted", "style_low",
               "style_rate", "fit_yes", "fit_no")  # fmt: skip
    assert row["is_shown"] is False
    assert {row[name] for name in numbers if name in row} == {None}
    # Nor is it kept: there is nothing to look for below the pages.
    assert not Sheet.objects.exists()
    assert not Remark.objects.exists()
    (person,) = poll.poll.result["people"]
    assert (person["total"], person["weighted"]) == ({"too_few": True}, None)
    assert events() == []


def kept_of(poll: Held) -> tuple[bytes, list[tuple], dict[str, Any]]:
    """All that is kept of a counted poll, without keys and its own name."""
    result = copy.deepcopy(poll.poll.result)
    result["poll"].update(id=0, title="")
    for person in result["people"]:
        person["subject"] = 0
    columns = [
        sorted(Sheet.objects.filter(subject__poll=poll.poll).values_list("group", name))
        for name in ("overall", "fit")
    ]
    total = PollResult.objects.filter(poll=poll.poll).values().get()
    for key in ("id", "subject_id", "poll_id"):
        total.pop(key)
    return canonical(result), columns, total


@pytest.mark.parametrize("way", ["category", "opinions"])
def test_nothing_of_two_can_be_had_by_subtraction(world: World, client_for, way: str) -> None:
    """Two polls in which the two and two of the many said each other's: all that is kept is equal.

    The two are a category of two, or those of a category of six whose opinion of him is valid.
    """
    rest = [SPOILT] * 4 if way == "opinions" else []
    bad, best = Ticked("4", "44444", "n"), Ticked("1", "11111", "y")
    browser, many = client_for(world.city), [FINE] * 10
    one = held(world, {"A": [bad, bad, *rest], "C": [best, best, *many]}, browser, "甲")
    other = held(world, {"A": [best, best, *rest], "C": [bad, bad, *many]}, browser, "乙")
    assert kept_of(one) == kept_of(other)
    shown = everything_shown(world, client_for, one)
    assert "A 领导班子成员" not in shown["person"]
    if way == "opinions":
        assert "人数不足" in shown["result"]
        assert "人数不足" in shown["pdf"]
    else:
        assert "A、C 合并组" in shown["pdf"]


def test_a_case_of_a_poll_is_replayed_with_the_figures_of_its_day(world: World, client_for) -> None:
    rated_by(world, 7, client_for(world.city))
    case = RosterCase.objects.get()
    before = of_pdf(replayed(client_for, world.city, case, "pdf"))
    everything_changes(world, case)
    PollResult.objects.update(basic=0, incompetent=0, competent=VOTERS)
    case.refresh_from_db()
    page = replayed(client_for, world.city, case).decode()
    after = of_pdf(replayed(client_for, world.city, case, "pdf"))
    assert after == before
    for said in (page, after):
        plain = said.replace(" ", "")
        assert all(words in plain for words in ("35.00%", "30%", WHO, "7票", "20票", "校验一致"))
        assert not any(words in plain for words in ("25%", "周改名", "科学技术局局长"))


def test_nothing_removes_anybody_by_itself(world: World) -> None:
    """Everything there can be against everybody, looked at again for two years."""
    stays = RosterEntry.objects.filter(left_on=None)
    for name in list(stays.values_list("cadre__name", flat=True)):
        for ground in "134":
            finding(world, name, ground)
        sanction(world, name)
        grade(world, name, 2025, "4", on=date(2026, 11, 10))
        rated(world, name, 100)
    before = list(RosterEntry.objects.order_by("pk").values())
    assert sweep(on=localdate()) == 6 * stays.count()
    for day in (localdate(), localdate() + timedelta(days=200), localdate() + timedelta(days=730)):
        sweep(on=day)
        refresh(on=day, whole=True)
        facts_changed(list(stays.values_list("cadre_id", flat=True)), on=day)
    assert list(RosterEntry.objects.order_by("pk").values()) == before
    assert set(RosterCase.objects.values_list("state", flat=True)) == {"opened"}
