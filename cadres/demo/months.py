"""Months as plain counts, quick to add and compare; a life is made of dozens of them."""

from datetime import date
from functools import lru_cache

from core.months import shift

Month = int  # months since January of the year 0

# The day on which the demonstration stands still, so that it is the same on every day.
TODAY = date(2026, 6, 30)


def month(year: int, number: int) -> Month:
    """The count of a calendar month."""
    return year * 12 + number - 1


NOW = month(TODAY.year, TODAY.month)


def counted(day: date) -> Month:
    """The month that a day is in."""
    return month(day.year, day.month)


@lru_cache(2000)
def first_day(count: Month) -> date:
    """As `core.months` has it: the first of the month."""
    return shift(date(1, 1, 1), count - 12)


@lru_cache(2000)
def written(count: Month) -> str:
    """As the database reads it: 1985-07-01."""
    return first_day(count).isoformat()
