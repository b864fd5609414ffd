"""Working days by the State Council's calendar: holidays, and the weekends worked in return.

`chinesecalendar` knows the arrangements that have been published when it was released. For days
beyond them only Saturdays and Sundays count as free, and `unpublished` lets callers say so.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import chinese_calendar
from chinese_calendar import constants

AS_IS, BEFORE, AFTER = "as_is", "before", "after"  # the choices of notice.on_holiday
FIRST_YEAR: Final[int] = min(constants.holidays).year
LAST_YEAR: Final[int] = max(constants.holidays).year
DAY = timedelta(days=1)
SATURDAY = 5


def is_published(day: date) -> bool:
    """Whether the arrangement of the day's year is known."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def is_working(day: date) -> bool:
    """Whether offices work on the day; beyond the known years, whether it is no weekend."""
    return chinese_calendar.is_workday(day) if is_published(day) else day.weekday() < SATURDAY


def moved(day: date, how: str) -> date:
    """The day itself where it is worked, else the nearest working day `before` or `after` it."""
    if how == AS_IS:
        return day
    step = -DAY if how == BEFORE else DAY
    while not is_working(day):
        day += step
    return day


def unpublished(day: date) -> str:
    """A sentence when the day's arrangement is not known, else nothing."""
    if is_published(day):
        return ""
    return (
        f"{day.year} 年的放假安排不在本系统的日历里（已有 {FIRST_YEAR} 至 {LAST_YEAR} 年），"
        "只避开周六、周日；请技术支持更新 chinesecalendar。"
    )
