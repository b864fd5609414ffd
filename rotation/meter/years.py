"""Years and months after a day as PostgreSQL adds them: 29 February has its 28th in other years."""

from calendar import monthrange
from datetime import date

from core.months import shift


def months_later(day: date, months: int) -> date:
    """The same day so many months later, the last of the month where there is none."""
    month = shift(day.replace(day=1), months)
    return month.replace(day=min(day.day, monthrange(month.year, month.month)[1]))


def years_later(day: date, years: int) -> date:
    """The same day so many years later."""
    return months_later(day, 12 * years)
