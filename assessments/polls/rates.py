"""Percentages of a count: exact until they are rounded, half up."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction


def percent(votes: int, base: int, *, places: int = 2) -> Decimal | None:
    """What part of `base` the votes are; None of nothing."""
    return rounded(Fraction(100 * votes, base), places) if base else None


def weighted(parts: Iterable[tuple[int, int, int]]) -> Decimal | None:
    """`(weight, votes, base)` of each group: the mean of their rates by weight.

    A group without a base has no rate, so its weight is left out. None where none has one.
    """
    having = [(weight, votes, base) for weight, votes, base in parts if base]
    if not having:
        return None
    total = sum(weight for weight, _votes, _base in having)
    return rounded(sum((Fraction(100 * w * v, b) for w, v, b in having), Fraction()) / total)


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """Half up."""
    units = (value * 10**places + Fraction(1, 2)).__floor__()
    return Decimal(units).scaleb(-places)
