"""Figures of many reports as one: counts are added up, averages and rates are weighted.

An average age or a rate is weighted by the people on the roster (在库人数), since a seal has
the rate and not what it was counted from; the volume says so beside it. What a report does not
say counts for nothing, and a figure that none of them says is "".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from reporting.gathering.keys import BY_KEY

PEOPLE = "roster.open"
# What is counted of opinions, which are no figures of the catalogue.
OPINIONS = {
    "opinion.keep": "拟保留",
    "opinion.exit": "拟调出",
    "opinion.defer": "拟缓定",
    "opinion.add": "拟补充",
}
WEIGHTED = frozenset({"岁", "%"})  # units of figures that cannot be added up
Values = Mapping[str, str]


def number(text: str) -> Decimal | None:
    """A figure as a number; None where it says nothing, or is hidden."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def total(reports: Iterable[Values], key: str) -> str:
    """One figure of all reports, as text."""
    reports = list(reports)
    if key in BY_KEY and BY_KEY[key].unit in WEIGHTED:
        return _weighted(reports, key)
    found = [value for one in reports if (value := number(one.get(key, ""))) is not None]
    return _plain(sum(found, Decimal(0))) if found else ""


def totals(reports: Iterable[Values]) -> dict[str, str]:
    """Every figure that any of them says."""
    reports = list(reports)
    keys = dict.fromkeys(key for one in reports for key in one)
    return {key: total(reports, key) for key in keys}


def share(part: str, whole: str) -> str:
    """How many in a hundred, with one place; "" where there is nobody to count by."""
    some, every = number(part), number(whole)
    if some is None or not every:
        return ""
    return _plain(_rounded(some * 100 / every))


def ranked(named: Iterable[tuple[str, Values]], key: str, most: int) -> list[tuple[str, int]]:
    """The names with the highest numbers, in their order where these are the same."""
    found = [(name, int(value)) for name, one in named if (value := number(one.get(key, "")))]
    return sorted(found, key=lambda one: -one[1])[:most]


def _weighted(reports: list[Values], key: str) -> str:
    pairs = [(number(one.get(key, "")), number(one.get(PEOPLE, ""))) for one in reports]
    known = [(value, people) for value, people in pairs if value is not None and people]
    every = sum((people for _, people in known), Decimal(0))
    if not every:
        return ""
    mean = sum((value * people for value, people in known), Decimal(0)) / every
    return _plain(_rounded(mean))


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _plain(value: Decimal) -> str:
    """Without a point where there is nothing behind it."""
    return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
