"""The day that a list speaks of: ages, years and membership are those of that day."""

import re
from datetime import date

from django.utils import timezone

from core.errors import Invalid

PARAMETER = "as_of"
FIRST_YEAR, LAST_YEAR = 1900, 2200
WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def asked_day(text: str) -> date:
    """The day of `2026-06-30`, today when nothing was asked; raises Invalid with the sentence."""
    if not text:
        return timezone.localdate()
    try:
        day = date.fromisoformat(text) if WRITTEN.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Invalid({PARAMETER: [f"截至日期“{text[:20]}”无效，请写成 2026-06-30 的样子。"]})
    return day
