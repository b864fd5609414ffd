"""The total about one person as pages outside the poll tell it: each mark with its share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.polls.models import PollResult
from assessments.polls.rates import percent

MARKS = ("excellent", "competent", "basic", "incompetent", "abstained")


@dataclass(frozen=True, slots=True)
class Share:
    """One mark: how many gave it, and their part of the denominator ("" where it has none)."""

    label: str
    number: int
    percent: str


def shares_of(row: PollResult) -> tuple[Share, ...]:
    """Of each mark, with the abstentions last; nothing where too few came in."""
    return tuple(_shares(row)) if row.is_shown else ()


def _shares(row: PollResult) -> Iterator[Share]:
    for name in MARKS:
        number = getattr(row, name)
        counts = row.poll.abstain_counts or name != "abstained"
        rate = percent(number, row.counted) if counts else None
        label = str(PollResult._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        yield Share(label, number, "" if rate is None else f"{rate}%")
