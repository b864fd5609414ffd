"""Months: dates known to the month alone, and every age and number of years made from them.

A month is the `date` of its first day. Ages follow the form's own note (年龄计算到当月的实足年龄):
full years by month, in which the birthday's month itself counts as reached.
"""

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1900, 2199
# 1985.07  1985-07  1985/7  1985年7月  198507  19850715  1985.07.15  1985年7月15日
SEPARATED = re.compile(r"(\d{4})[.\-/年](\d{1,2})(?:[.\-/月]?|[.\-/月]\d{1,2}日?)", re.ASCII)
TOGETHER = re.compile(r"(\d{4})(\d{2})(?:\d{2})?", re.ASCII)
WRITING = "请写成 1985.07 的样子"


def first_of(day: date) -> date:
    """The month that a day is in."""
    return day.replace(day=1)


def shift(month: date, months: int) -> date:
    """The month so many months later (negative: earlier)."""
    years, rest = divmod(month.year * 12 + month.month - 1 + months, 12)
    return date(years, rest + 1, 1)


def after_months(since: date, months: int) -> date:
    """The day so many months later; in a shorter month its last day, as PostgreSQL has it."""
    month = shift(first_of(since), months)
    last = shift(month, 1) - timedelta(days=1)
    return month.replace(day=min(since.day, last.day))


def months_between(since: date, until: date) -> int:
    """Months from one month to another; negative when `until` is earlier."""
    return (until.year - since.year) * 12 + until.month - since.month


def full_years(since: date, on: date) -> int:
    """Full years by month from `since` to `on`; below zero when `since` is still to come."""
    return months_between(since, on) // 12


@lru_cache(maxsize=2**15)  # days of ninety years: tables write the same ones again and again
def dotted(month: date) -> str:
    """As people write it: 1985.07."""
    return f"{month.year:04d}.{month.month:02d}"


def iso(month: date) -> str:
    """As programs write it: 1985-07."""
    return f"{month.year:04d}-{month.month:02d}"


def age_text(birth: date, on: date) -> str:
    """As forms print it: 1985.07（38岁）."""
    return f"{dotted(birth)}（{full_years(birth, on)}岁）"


def years_text(years: int) -> str:
    """A number of full years in words; 0 is 未满一年."""
    return f"{years}年" if years else "未满一年"


def span_text(since: date, until: date | None) -> str:
    """A period of months: 2015.08—2018.03, or 2018.03至今."""
    return f"{dotted(since)}—{dotted(until)}" if until else f"{dotted(since)}至今"


def parse_month(text: str) -> date:
    """The month of any usual writing; raises ValueError with a sentence. No century is guessed."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    found = SEPARATED.fullmatch(plain) or TOGETHER.fullmatch(plain)
    if found is None:
        raise ValueError(f"“{text[:20]}”不是年月，{WRITING}。")
    year, month = int(found[1]), int(found[2])
    if not 1 <= month <= 12:
        raise ValueError(f"“{text[:20]}”的月份应在 1 到 12 之间，{WRITING}。")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"“{text[:20]}”的年份应在 {FIRST_YEAR} 到 {LAST_YEAR} 之间，{WRITING}。")
    return date(year, month, 1)
