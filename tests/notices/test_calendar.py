"""Working days, by what the State Council announced for 2026."""

from datetime import date

import pytest

from policy.notices.calendar import AFTER, AS_IS, BEFORE, is_working, moved, unpublished

OFF = ("2026-01-01", "2026-10-01", "2026-10-07", "2026-09-26", "2026-11-22")
WORKED = ("2026-09-20", "2026-10-10", "2026-01-04", "2026-09-30", "2026-10-08", "2026-11-23")


@pytest.mark.parametrize("day", OFF)
def test_holidays_and_weekends_are_off(day: str) -> None:
    assert not is_working(date.fromisoformat(day))


@pytest.mark.parametrize("day", WORKED)
def test_weekends_made_up_for_are_worked(day: str) -> None:
    assert is_working(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "how", "to"),
    [
        ("2026-10-03", AS_IS, "2026-10-03"),
        ("2026-10-03", BEFORE, "2026-09-30"),
        ("2026-10-03", AFTER, "2026-10-08"),
        ("2026-10-10", BEFORE, "2026-10-10"),  # a Saturday that is worked
        ("2026-10-11", BEFORE, "2026-10-10"),
        ("2026-10-11", AFTER, "2026-10-12"),
        ("2028-02-29", AFTER, "2028-02-29"),
        ("2027-01-02", BEFORE, "2027-01-01"),  # not announced yet: weekends alone
    ],
)
def test_a_day_off_is_moved_as_the_figure_says(day: str, how: str, to: str) -> None:
    assert moved(date.fromisoformat(day), how) == date.fromisoformat(to)


def test_it_says_which_years_it_does_not_know() -> None:
    assert unpublished(date(2026, 12, 31)) == ""
    assert "2027 年的放假安排" in unpublished(date(2027, 1, 1))
