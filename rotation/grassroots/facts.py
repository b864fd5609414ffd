"""What the roster says of grassroots experience."""

from datetime import date
from typing import Any

from rotation.grassroots.months import counted_months, has_two_years


def months_on(on: date) -> Any:
    """Months counted from postings and the résumé, as of the day."""
    return counted_months(on)


def two_years_on(on: date) -> Any:
    """Whether they are two years."""
    return has_two_years(on)
