"""Dates in forms: texts of 4, 6 or 8 digits, whatever stood between them (domain §1.2-5)."""

import re
import unicodedata
from datetime import date

from core.months import FIRST_YEAR, LAST_YEAR, parse_month

_MONTH = re.compile(r"[0-9]{4}(?:0[1-9]|1[0-2])")
_YEAR = re.compile(r"([0-9]{4})[.年]?")
_DAY = re.compile(
    r"([0-9]{4})(?:[.\-/年]([0-9]{1,2})[.\-/月]([0-9]{1,2})[日.]?|([0-9]{2})([0-9]{2}))"
)
_PARTS = re.compile("([；;，,、])")
_LIKE_A_MONTH = re.compile(r"[0-9]{4}(?:[.年][0-9]{1,2}月?|[0-9]{2}|[0-9]{4})")


def month(text: str) -> str:
    """YYYYMM, or YYYY where no more is known; raises ValueError with a sentence."""
    if _MONTH.fullmatch(text) and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        return text
    year = _YEAR.fullmatch(_narrow(text))
    if year and FIRST_YEAR <= int(year[1]) <= LAST_YEAR:
        return year[1]
    return f"{parse_month(text):%Y%m}"


def day(text: str) -> str:
    """YYYYMMDD, or what `month` makes of it; raises ValueError with a sentence."""
    found = _DAY.fullmatch(_narrow(text))
    if found is None:
        return month(text)
    numbers = [int(part) for part in found.groups() if part]
    if numbers[2] == 0:  # the day is not known
        return month(text)
    parse_month(text)
    try:
        return f"{date(*numbers):%Y%m%d}"
    except ValueError:
        raise ValueError(f"“{text[:20]}”不是日历上的一天，请写成 20250630 的样子。") from None


def party(text: str) -> str:
    """入党时间 is free text; months in it that stand alone become YYYYMM (domain §1.3)."""
    return "".join(_month_or_as_is(part) for part in _PARTS.split(text))


def _month_or_as_is(part: str) -> str:
    if not _LIKE_A_MONTH.fullmatch(_narrow(part)):
        return part
    try:
        return month(part)
    except ValueError:
        return part


def _narrow(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
