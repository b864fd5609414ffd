"""What a run did, in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

COUNTS: Final = ("wanted", "made", "done", "reopened", "moved", "withdrawn")


@dataclass(slots=True)
class Tally:
    """What a run did to the duties of a rule; `wanted` is how many there should be.

    `fault` is the sentence of why nothing was done: a figure that nobody has set.
    """

    wanted: int = 0
    made: int = 0
    done: int = 0
    reopened: int = 0
    moved: int = 0
    withdrawn: int = 0
    fault: str = ""

    def add(self, counts: Sequence[int]) -> None:
        """The counts of one more statement."""
        for name, count in zip(COUNTS, counts, strict=True):
            setattr(self, name, getattr(self, name) + count)

    @property
    def changes(self) -> int:
        """How many rows were written; a row that is made done or withdrawn counts as made."""
        return self.made + self.done + self.reopened + self.moved + self.withdrawn
