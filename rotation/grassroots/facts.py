"""What the roster says of grassroots experience."""

from datetime import date
from typing import Any

from rotation.grassroots.months import counted_months


def months_on(on: date) -> Any:
    """Months counted from postings and the résumé, as of the day."""
    return counted_months(on)
