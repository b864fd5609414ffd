"""Who assesses a year: the host from half a year on, never both (domain §6.1)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.units.models import Unit
from rotation.appraisals.host_year import assessed_years, full_months
from rotation.postings.models import Posting

HOME, TOWN, MILL = (
    Unit(pk=number, short_name=name) for number, name in ((1, "局"), (2, "镇"), (3, "厂"))
)
ON = date(2027, 12, 31)


def out(unit: Unit, since: date, until: date, ended_on: date | None = None) -> Posting:
    return Posting(unit=unit, sending_unit=HOME, since=since, until=until, ended_on=ended_on)


def told(*postings: Posting, on: date = ON) -> list[tuple]:
    found = assessed_years(postings, host_months=6, on=on)
    return [(one.year, one.assessor.short_name, one.months) for one in found]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(2026, 3, 1), date(2027, 3, 1), [(2027, "局", 2), (2026, "镇", 10)]),
        (date(2026, 7, 1), date(2027, 1, 1), [(2026, "镇", 6)]),
        (date(2026, 7, 2), date(2027, 7, 1), [(2027, "镇", 6), (2026, "局", 5)]),
        (date(2026, 1, 31), date(2026, 7, 31), [(2026, "镇", 6)]),
        (date(2026, 1, 31), date(2026, 7, 30), [(2026, "局", 5)]),
        (date(2026, 8, 31), date(2027, 2, 28), [(2027, "局", 1), (2026, "局", 4)]),
    ],
)
def test_half_a_year_is_the_hosts(since, until, expected):
    assert told(out(TOWN, since, until)) == expected


def test_it_ends_when_it_ended_in_fact():
    early = out(TOWN, date(2026, 1, 1), date(2027, 1, 1), ended_on=date(2026, 6, 30))
    assert told(early) == [(2026, "局", 5)]


def test_of_two_hosts_the_later_has_the_year_and_never_both():
    two = (
        out(TOWN, date(2026, 1, 1), date(2026, 7, 1)),
        out(MILL, date(2026, 7, 1), date(2027, 1, 1)),
    )
    assert told(*two) == [(2026, "厂", 6)]


def test_times_at_one_host_are_added():
    two = (
        out(TOWN, date(2026, 1, 1), date(2026, 4, 1)),
        out(TOWN, date(2026, 6, 1), date(2026, 9, 1)),
    )
    assert told(*two) == [(2026, "镇", 6)]


def test_words_say_who_and_why():
    found = assessed_years(
        [out(TOWN, date(2026, 3, 1), date(2027, 3, 1))], host_months=6, on=date(2026, 11, 23)
    )
    assert [one.words for one in found] == ["2026 年度由镇考核（预计当年在镇 10 个月）"]
    ended = [out(TOWN, date(2026, 3, 1), date(2027, 3, 1), ended_on=date(2026, 5, 1))]
    (only,) = assessed_years(ended, host_months=6, on=date(2026, 11, 23))
    assert only.words == "2026 年度由局考核，听取镇意见（当年在镇 2 个月）"


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 900))
def test_full_months_agree_with_counting_day_by_day(since, days):
    """Independent: how many times the day of the month (or the last of a shorter one) came by."""
    until = since + timedelta(days=days)
    expected = 0
    for offset in range(1, days + 1):
        day = since + timedelta(days=offset)
        is_last = (day + timedelta(days=1)).month != day.month
        expected += day.day == since.day or (is_last and day.day < since.day)
    assert full_months(since, until) == expected
