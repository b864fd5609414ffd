"""Percents and averages as the forms have them: rounded half up (domain §6.10)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from core.months import full_years

NOTHING = "—"  # of nobody there is no share and no average
TENTH = Decimal("0.1")


def percent(part: int, whole: int) -> str:
    """`34.5`: part of whole in percent; a dash where there is no whole."""
    return str(tenths(Decimal(100 * part) / whole)) if whole else NOTHING


def average_age(births: Mapping[date, int], on: date) -> str:
    """The mean of full years by month on a day, of so many people by month of birth."""
    people = sum(births.values())
    if not people:
        return NOTHING
    years = sum(full_years(birth, on) * number for birth, number in births.items())
    return str(tenths(Decimal(years) / people))


def tenths(value: Decimal) -> Decimal:
    """Half up: 34.25 is 34.3."""
    return value.quantize(TENTH, ROUND_HALF_UP)
