"""When a round is half over, when it is full, and when it ended.

| began      | months | until      | last day of it |
|------------|--------|------------|----------------|
| 2026-03-01 | 24     | 2028-03-01 | 2028-02-29     |
| 2024-02-29 | 24     | 2026-03-01 | 2026-02-28     |
| 2026-08-31 | 6      | 2027-03-01 | 2027-02-28     |
| 2026-08-31 | 24     | 2028-08-31 | 2028-08-30     |

`until` is the day of the same number, and no part of the round; in a month that has no such day the
round lasts to the end of the month (as 民法典 202 has it), so it is never shorter than its months.
"""

from datetime import date, timedelta

from django.db.models import DateField, DurationField, ExpressionWrapper, F
from django.db.models.functions import Cast, Least

from core.months import first_of, shift


def full_after(since: date, months: int) -> date:
    """The first day that is no longer part of a round of so many months."""
    month = shift(first_of(since), months)
    try:
        return month.replace(day=since.day)
    except ValueError:
        return shift(month, 1)


def middle_of(since: date, until: date) -> date:
    """The day on which half of the round is over, rounded down."""
    return since + timedelta(days=(until - since).days // 2)


def ended_day(path: str = "") -> Least:
    """From which day on a new mentor is due: it ended early, or was full whatever it ran beyond.

    PostgreSQL leaves an absent day out of the least.
    """
    return Least(f"{path}ended_on", f"{path}until")


def middle_day() -> Cast:
    """`middle_of` as an expression."""
    length = ExpressionWrapper(F("until") - F("since"), output_field=DurationField())
    half = ExpressionWrapper(length / 2, output_field=DurationField())
    return Cast(F("since") + half, DateField())
