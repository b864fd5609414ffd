"""Opened ballots are torn into marks, and the marks of a group are mixed.

A result is made of sums alone, so nothing that is kept needs to say which marks were made by one
hand. Each column of marks (the whole, each aspect, fit) is shuffled for itself within a person and
a group: neither a ballot about several people nor the pattern of marks about one can be found
again, so nobody can prove by an agreed pattern how he voted. Paper, of which only sums are known,
becomes sheets in the same way and is not told apart any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from secrets import SystemRandom
from typing import Any, Final

from assessments.polls.ballots import ASPECTS, NOTHING_SAID, Opinion
from assessments.polls.choices import NOT_MARKED, Aspect

WHOLE: Final = 0  # the group of sheets that are shown in the total alone
_LOT: Final = SystemRandom()


@dataclass(slots=True)
class Pile:
    """The marks about one person in one group, column by column."""

    overall: list[str] = field(default_factory=list)
    aspects: list[list[str]] = field(default_factory=lambda: [[] for _ in range(ASPECTS)])
    fit: list[str] = field(default_factory=list)
    spoiled: list[str] = field(default_factory=list)  # what stood instead of one mark on the whole

    @property
    def valid(self) -> int:
        """How many opinions count."""
        return len(self.overall)

    def add(self, opinions: Iterable[Opinion]) -> None:
        """Opinions from boxes."""
        for one in opinions:
            if not one.is_valid:
                self.spoiled.append(one.overall)
                continue
            self.overall.append(one.overall)
            self.fit.append(one.fit)
            for column, mark in zip(self.aspects, one.aspects, strict=True):
                column.append(mark)

    def add_paper(self, numbers: Mapping[str, Any]) -> None:
        """What two people counted of paper."""
        valid = numbers["returned"] - numbers["invalid"]
        self.spoiled += [NOT_MARKED] * numbers["invalid"]
        self.overall += _marks(numbers["overall"], valid)
        self.fit += _marks(numbers["fit"], valid)
        for column, aspect in zip(self.aspects, Aspect, strict=True):
            column += _marks(numbers[aspect.value], valid)

    def take(self, other: Pile) -> None:
        """Another group's marks about the same person."""
        self.overall += other.overall
        self.fit += other.fit
        self.spoiled += other.spoiled
        for column, more in zip(self.aspects, other.aspects, strict=True):
            column += more

    def torn(self) -> list[tuple[str, str, str]]:
        """`(overall, aspects, fit)` of each sheet, in no order."""
        for column in (self.overall, self.fit, *self.aspects):
            _LOT.shuffle(column)
        rows = zip(
            self.overall, map("".join, zip(*self.aspects, strict=True)), self.fit, strict=True
        )
        return [*rows, *((mark, NOTHING_SAID, NOT_MARKED) for mark in self.spoiled)]


def shown(piles: Mapping[int, Pile], least: int) -> dict[int, Pile]:
    """The piles about one person by group, as far as they may be kept.

    Where a group has fewer valid opinions than `least`, all are put together: to show the others
    would show it, as what is missing from the total. Where all together are fewer, nothing is kept.
    """
    if all(pile.valid >= least for pile in piles.values()):
        return dict(piles)
    whole = Pile()
    for pile in piles.values():
        whole.take(pile)
    return {WHOLE: whole} if whole.valid >= least else {}


def shuffled(values: Iterable[Any]) -> list[Any]:
    """The values in an order that nobody can repeat."""
    found = list(values)
    _LOT.shuffle(found)
    return found


def _marks(numbers: Mapping[str, int], valid: int) -> list[str]:
    found = [mark for mark, number in numbers.items() for _ in range(number)]
    return found + [NOT_MARKED] * (valid - len(found))
