"""Main lines of a résumé beside each other: what leaves a gap, what overlaps (domain §1.4)."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from cadres.formats.resume_text import Line
from core.months import months_between

LONGEST_GAP = 1  # months
Placed = tuple[int, Line]  # a main line and its place among all lines


def neighbours(lines: Sequence[Line]) -> Iterator[tuple[Placed, Placed]]:
    """Main lines and the ones that follow them in time."""
    mains = [(place, line) for place, line in enumerate(lines) if not line.within]
    return pairwise(sorted(mains, key=lambda placed: placed[1].since))


def gaps(lines: Sequence[Line]) -> Iterator[tuple[Placed, Placed]]:
    """Where everything before has ended for more than a month: what ended last, what follows."""
    last, end = None, date.min
    for one, following in neighbours(lines):
        if one[1].until is None:
            return
        if last is None or end < one[1].until:
            last, end = one, one[1].until
        if months_between(end, following[1].since) > LONGEST_GAP:
            yield last, following


def overlap(one: Line, other: Line) -> bool:
    """Whether a line still lasts when its neighbour begins."""
    return one.until is None or other.since < one.until
