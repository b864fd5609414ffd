"""The steps of a duty's notices: which one has come last on a day.

A step is the days before the duty is due: the figures' lead times, 0 on the day, -7, -14 … when it
is overdue (every `overdue_every` days). Each has one day, moved off holidays as the figure says:

- `before`: to the working day before it, so that a word in advance is never late; a step of the
  time after (-7 …) that would come to lie on the due day or before it goes after instead;
- `after`: to the working day after it; `as_is`: not at all.

Only the last step that has come is told: a duty that was opened late, a run that was missed, or a
recipient who is new get one notice, never a shower of old ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from policy.notices.calendar import AFTER, AS_IS, BEFORE, DAY, is_working, moved
from policy.notices.figures import NoticeFigures

LONGEST_BREAK = 15  # days: no holiday with its weekends is longer


def day_of(due: date, step: int, figures: NoticeFigures) -> date:
    """On which day a step is told."""
    day = moved(due - timedelta(days=step), figures.on_holiday)
    if step < 0 and day <= due:
        return moved(due - timedelta(days=step), AFTER)
    return day


def step_on(due: date, on: date, figures: NoticeFigures) -> int | None:
    """The last step that has come by `on`; None before the first, or when today is no day for it.

    On a day off nothing is told but what could not be told in time otherwise: with `before`, what
    is due before the next working day.
    """
    if figures.on_holiday != AS_IS and not is_working(on):
        in_time = on <= due < moved(on + DAY, AFTER)
        if figures.on_holiday != BEFORE or not in_time:
            return None
    every = figures.overdue_every
    latest = max(((on - due).days + LONGEST_BREAK) // every, 0)
    for number in range(latest, 0, -1):
        if day_of(due, -every * number, figures) <= on:
            return -every * number
    for step in (0, *sorted(figures.lead_days)):
        if day_of(due, step, figures) <= on:
            return step
    return None


def steps_on(
    dues: Iterable[date], on: date, figures: NoticeFigures
) -> tuple[list[date], list[int]]:
    """Due dates with their last step, as two columns; those without one are left out."""
    days, steps = [], []
    for due in dues:
        step = step_on(due, on, figures)
        if step is not None:
            days.append(due)
            steps.append(step)
    return days, steps


def horizon(on: date, figures: NoticeFigures) -> date:
    """No duty that is due after this day has come to a step yet."""
    return on + timedelta(days=max(figures.lead_days) + LONGEST_BREAK)
