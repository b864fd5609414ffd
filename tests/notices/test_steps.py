"""Which step has come last: at the ends of months, on leap days, around holidays, after late runs.

The oracle walks every day from the first lead time on, with nothing but a table of the days off.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.notices.calendar import is_working
from policy.notices.figures import NoticeFigures
from policy.notices.steps import day_of, horizon, step_on

LEADS = (30, 7, 1)


def figures(how: str = "as_is", every: int = 7, leads=LEADS) -> NoticeFigures:
    return NoticeFigures(lead_days=leads, overdue_every=every, on_holiday=how)


@pytest.mark.parametrize(
    ("due", "on", "step"),
    [
        ("2026-12-31", "2026-11-30", None),
        ("2026-12-31", "2026-12-01", 30),
        ("2026-12-31", "2026-12-23", 30),
        ("2026-12-31", "2026-12-24", 7),
        ("2026-12-31", "2026-12-30", 1),
        ("2026-12-31", "2026-12-31", 0),
        ("2026-12-31", "2027-01-06", 0),
        ("2026-12-31", "2027-01-07", -7),
        ("2026-12-31", "2027-01-14", -14),
        ("2026-12-31", "2027-04-01", -91),  # a run missed for months: the last one alone
        ("2028-03-30", "2028-02-28", None),
        ("2028-03-30", "2028-02-29", 30),
        ("2028-02-29", "2028-02-28", 1),
        ("2028-02-29", "2028-02-29", 0),
        ("2026-03-31", "2026-03-01", 30),
        ("2026-03-30", "2026-02-28", 30),
    ],
)
def test_steps_without_moving(due: str, on: str, step: int | None) -> None:
    assert step_on(date.fromisoformat(due), date.fromisoformat(on), figures()) == step


@pytest.mark.parametrize(
    ("how", "due", "on", "step"),
    [
        # Due in the National Day holiday: told on the last working day before it.
        ("before", "2026-10-01", "2026-09-29", 7),
        ("before", "2026-10-01", "2026-09-30", 0),
        ("before", "2026-10-05", "2026-09-30", 0),
        # Seven days late would be the 7th; before it lies the due day itself: the 8th then.
        ("before", "2026-09-30", "2026-09-30", 0),
        ("before", "2026-09-30", "2026-10-07", None),
        ("before", "2026-09-30", "2026-10-08", -7),
        # A Saturday that is worked is a day like others.
        ("before", "2026-10-10", "2026-10-10", 0),
        ("before", "2026-10-11", "2026-10-10", 0),
        ("after", "2026-10-01", "2026-09-30", 1),
        ("after", "2026-10-01", "2026-10-07", None),
        ("after", "2026-10-01", "2026-10-08", -7),
        ("after", "2026-10-05", "2026-10-08", 0),
        # Nothing on a day off, but what would be late afterwards.
        ("before", "2026-10-05", "2026-10-03", 0),
        ("before", "2026-10-09", "2026-10-03", None),
        ("as_is", "2026-10-04", "2026-10-03", 1),
    ],
)
def test_steps_around_the_national_day(how: str, due: str, on: str, step: int | None) -> None:
    assert step_on(date.fromisoformat(due), date.fromisoformat(on), figures(how)) == step


@given(
    due=st.dates(date(2026, 1, 1), date(2026, 10, 31)),
    later=st.integers(-45, 60),
    every=st.integers(1, 20),
    how=st.sampled_from(["as_is", "before", "after"]),
)
def test_the_last_step_is_what_a_walk_over_every_day_finds(due, later, every, how) -> None:
    chosen = figures(how, every)
    on = due + timedelta(days=later)
    told = None
    for step in [*LEADS, 0, *range(-every, -120, -every)]:  # from the first to the last
        day = due - timedelta(days=step)
        if how != "as_is":
            back = how == "before"
            while not is_working(day):
                day += timedelta(days=-1 if back else 1)
            if step < 0 and day <= due:
                day = due - timedelta(days=step)
                while not is_working(day):
                    day += timedelta(days=1)
        if day <= on:
            told = step
    found = step_on(due, on, chosen)
    if how == "as_is" or is_working(on):
        assert found == told
    else:
        assert found in (told, None)
    if found is not None:
        assert due <= horizon(on, chosen)


@given(due=st.dates(date(2026, 1, 1), date(2026, 12, 31)), step=st.sampled_from([30, 7, 1, 0]))
def test_moved_before_a_word_in_advance_is_never_late(due: date, step: int) -> None:
    day = day_of(due, step, figures("before"))
    assert day <= due
    assert is_working(day)
