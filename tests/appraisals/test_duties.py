"""The three duties of clause 3.1.4 about postings, on the days on which they turn."""

from datetime import date

import pytest

from policy.duties.models import Duty
from policy.duties.refreshing import refresh_people
from tests.appraisals.making import JUDGED, away, sheet

RULES = ("frontline.midterm", "frontline.appraise", "frontline.return")
SINCE, UNTIL = date(2026, 2, 1), date(2027, 2, 1)
HALF = date(2026, 8, 2)  # 365 days, 182 of them over


def owed(posting, on: date) -> dict[str, tuple]:
    """What stands by the day: unit, state, opened, due."""
    refresh_people([posting.cadre_id], on=on, rules=RULES)
    rows = Duty.objects.filter(cadre=posting.cadre_id, rule__in=RULES).existing(on)
    return {
        duty.rule.removeprefix("frontline."): (
            duty.unit.short_name,
            str(duty.state),
            duty.opened_on,
            duty.due_on,
        )
        for duty in rows.select_related("unit")
    }


@pytest.fixture
def posting(world):
    """Out for a year."""
    return away(world, "陈思远", "柳河镇", SINCE, UNTIL)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 8, 1), set()),
        (HALF, {"midterm"}),
        (date(2026, 11, 2), {"midterm"}),
        (date(2026, 11, 3), {"midterm", "appraise", "return"}),
    ],
)
def test_each_opens_on_its_day(posting, on, expected):
    assert set(owed(posting, on)) == expected


def test_who_owes_what_by_when(posting):
    assert owed(posting, date(2026, 11, 3)) == {
        "midterm": ("柳河镇", "open", HALF, date(2026, 9, 1)),
        "appraise": ("柳河镇", "open", date(2026, 11, 3), date(2027, 3, 3)),
        "return": ("市交通运输局", "open", date(2026, 11, 3), UNTIL),
    }


def test_a_judgement_proves_it_until_it_is_sent_back(posting):
    made = sheet(posting, "midterm", "sender", **JUDGED | {"host_on": date(2026, 8, 20)})
    assert owed(posting, date(2026, 9, 2))["midterm"][1] == "done"
    type(made).objects.filter(pk=made.pk).update(state="host")
    assert owed(posting, date(2026, 9, 2))["midterm"][1] == "open"


def test_a_short_term_has_no_half(world):
    short = away(world, "周雨晴", "柳河镇", SINCE, date(2027, 1, 31))
    assert set(owed(short, date(2027, 1, 30))) == {"appraise", "return"}


@pytest.mark.parametrize("kind", ["task", "grassroots"])
def test_short_service_has_only_a_way_back(world, kind):
    short = away(world, "周雨晴", "柳河镇", date(2026, 9, 1), date(2026, 9, 20), kind=kind)
    assert owed(short, date(2026, 9, 1)) == {
        "return": ("市交通运输局", "open", date(2026, 9, 1), date(2026, 9, 20))
    }


def test_the_end_proves_the_way_back(posting):
    owed(posting, date(2026, 12, 1))
    type(posting).objects.filter(pk=posting.pk).update(
        ended_on=date(2027, 1, 20), end_reason="early"
    )
    found = owed(posting, date(2027, 1, 20))
    assert found["return"][1] == "done"
    assert found["midterm"][1] == "withdrawn"
    assert found["appraise"][3] == date(2027, 2, 19)


def test_who_ended_before_his_middle_is_asked_for_nothing(posting):
    type(posting).objects.filter(pk=posting.pk).update(
        ended_on=date(2026, 7, 1), end_reason="early"
    )
    assert owed(posting, date(2027, 3, 1)) == {}


def test_a_longer_term_moves_them(posting):
    assert set(owed(posting, date(2026, 11, 3))) == {"midterm", "appraise", "return"}
    type(posting).objects.filter(pk=posting.pk).update(until=date(2027, 8, 1))
    found = owed(posting, date(2026, 11, 3))
    assert set(found) == {"midterm"}
    assert owed(posting, date(2027, 5, 3))["return"][3] == date(2027, 8, 1)


def test_what_was_taken_back_never_was(posting):
    owed(posting, date(2026, 11, 3))
    type(posting).objects.filter(pk=posting.pk).update(ended_on=SINCE, end_reason="other")
    assert owed(posting, date(2026, 11, 3)) == {}


def test_who_was_out_too_long_before_duties_count_is_due_that_day(world):
    old = away(world, "周雨晴", "柳河镇", date(2024, 1, 1), date(2025, 1, 1))
    found = owed(old, date(2026, 11, 3))
    assert found["return"][2] == found["return"][3] == date(2026, 1, 1)
    assert "midterm" not in found
