"""到龄年月 since the reform of 2025, from a birth month and the age limit before it (domain §2.2).

The limit is put off by a month for every so many months that the original month lies behind
December 2024, up to a most:

    limit   a month for every   at most
    60      4 months            36 months   men, and women whose limit is 60
    55      4 months            36 months   women
    50      2 months            60 months   women

For limits of 63, 65 and 66 there is no formula.
"""

import re
from datetime import date

from core.months import months_between, shift

LAST_BEFORE = date(2024, 12, 1)
# By limit in years: months of the original for one of delay, and the longest delay in months.
DELAYS = {60: (4, 36), 55: (4, 36), 50: (2, 60)}
USUAL_LIMITS = {"男": 60, "女": 55}


def retirement_month(birth: date, limit: int) -> date | None:
    """The month of retirement; None for a limit that has no formula."""
    if limit not in DELAYS:
        return None
    interval, most = DELAYS[limit]
    original = shift(birth, limit * 12)
    since = months_between(LAST_BEFORE, original)
    delay = min(most, (since - 1) // interval + 1) if since >= 1 else 0
    return shift(original, delay)


def limit_of(age_limit: str | None, gender: str | None) -> int | None:
    """The age in 改革前任职年龄界限, else the usual one; None where neither is told."""
    told = re.search(r"\d{2}", age_limit or "", re.ASCII)
    return int(told[0]) if told else USUAL_LIMITS.get((gender or "").strip())
