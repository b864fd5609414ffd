"""Scores and places (clause 2.0 考试与考察相结合): pure figures, no database.

score = weight × test + (1 − weight) × inspection, rounded half up to three decimals;
places are those of a competition: equal scores share a place, and the next is skipped (1, 2, 2, 4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

THOUSANDTH = Decimal("0.001")


def score(weight: Decimal, test: Decimal | None, inspection: Decimal | None) -> Decimal:
    """The weighted mark; a part without weight may be absent."""
    exact = weight * (test or 0) + (1 - weight) * (inspection or 0)
    return Decimal(exact).quantize(THOUSANDTH, rounding=ROUND_HALF_UP)


def places(scores: Mapping[int, Decimal]) -> dict[int, int]:
    """Keys with their places, the highest score first."""
    ordered = sorted(scores.values(), reverse=True)
    first: dict[Decimal, int] = {}
    for place, value in enumerate(ordered, start=1):
        first.setdefault(value, place)
    return {key: first[value] for key, value in scores.items()}


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a quota cuts a ranking.

    `within` are the keys that fit; `tied` share the last place that begins within the quota but do
    not all fit: the figures alone cannot decide among them.
    """

    within: frozenset[int]
    tied: frozenset[int]


def cut(ranking: Mapping[int, int], quota: int) -> Cut:
    """The cut of `{key: place}` at a quota."""
    reached = frozenset(key for key, place in ranking.items() if place <= quota)
    if len(reached) <= quota:
        return Cut(reached, frozenset())
    last = max(ranking[key] for key in reached)
    tied = frozenset(key for key in reached if ranking[key] == last)
    return Cut(reached - tied, tied)


def skipped(ranking: Mapping[int, int], chosen: Sequence[int]) -> list[int]:
    """Keys not chosen although somebody of a lower place is."""
    if not chosen:
        return []
    last = max(ranking[key] for key in chosen)
    taken = frozenset(chosen)
    return [key for key, place in ranking.items() if place < last and key not in taken]
