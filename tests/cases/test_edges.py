"""Borders of cases: days that cross, events that come back, shares that round onto the border."""

from datetime import date

import pytest

from assessments.cases import services
from assessments.cases.models import RosterCase
from assessments.cases.opening import sweep
from assessments.cases.rules.every import is_moot
from assessments.cases.rules.polled import near, share_text
from assessments.rounds import services as rounds
from core.errors import DomainError
from tests.cases.making import DECISION, finding, heard, rated
from tests.rounds.making import ON, settle, settled
from tests.world import World
from tests.world_people import TODAY

FIRST, BETWEEN, LATER = date(2026, 11, 3), date(2026, 11, 12), date(2026, 11, 20)


def test_a_release_ends_a_case_that_was_opened_after_its_day(world: World):
    finding(world, "周雨晴")
    sweep(on=FIRST)
    case = heard(world, RosterCase.objects.get(), on=FIRST)
    rated(world, "周雨晴", 31, on=LATER)
    sweep(on=LATER)
    other = RosterCase.objects.exclude(pk=case.pk).get()
    services.release(actor=world.city, case=case, seen=None, day=BETWEEN, on=TODAY, **DECISION)
    other.refresh_from_db()
    assert (other.state, other.decided_on) == ("released", LATER)
    assert world.stay("周雨晴").left_on == BETWEEN


def test_a_grade_that_comes_back_opens_a_case_again(world: World):
    begun = settled(world, "市交通运输局", 周雨晴="4")
    case = RosterCase.objects.get()
    assert case.event == "grade:2026"
    again = {"actor": world.city, "reason": "材料有误", "on": ON}
    rounds.reopen(round=begun, seen=begun.version, **again)
    assert is_moot(case)
    assert sweep(on=ON) == 0
    services.withdraw(case=case, seen=None, **again)
    settle(world, begun)
    second = RosterCase.objects.exclude(pk=case.pk).get()
    assert (second.event, second.state) == ("grade:2026", "opened")
    assert sweep(on=ON) == 0
    with pytest.raises(DomainError, match="立案的事实没有撤销"):
        services.withdraw(case=second, seen=None, **again)


def test_a_grade_that_stands_again_keeps_its_open_case(world: World):
    begun = settled(world, "市交通运输局", 周雨晴="4")
    rounds.reopen(actor=world.city, round=begun, seen=begun.version, reason="有误", on=ON)
    settle(world, begun)
    assert RosterCase.objects.count() == 1
    assert not is_moot(RosterCase.objects.get())


@pytest.mark.parametrize(
    ("low", "valid", "told"),
    [(31, 100, "31.00%"), (3, 10, "30.00%"), (1, 3, "33.33%"), (751, 2500, "30.04%"),
     (3001, 10_000, "30.01%"), (30_001, 100_000, "30.001%"), (100, 100, "100.00%")],
)  # fmt: skip
def test_a_share_over_the_border_never_reads_as_the_border(low, valid, told):
    assert share_text(low, valid, 30) == told


def test_how_near_it_was_is_never_nothing():
    assert near(30_001, 100_000, 30, "低评价") == (
        "低评价 30.001%，超过界线不到 0.01 个百分点；再少 1 票不立案。"
    )
    assert "超过界线 0.04 个百分点" in near(751, 2500, 30, "低评价")
