"""Age bands: defined once, from the figure `statistics.age_bands` (domain §6.10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policy.parameters.figures import figure, in_force


@dataclass(frozen=True, slots=True)
class BandFigures:
    """The highest age of each band but the last, from the youngest up: (25, 28, 30, …)."""

    bounds: tuple[int, ...] = figure("statistics.age_bands")


@dataclass(frozen=True, slots=True)
class Band:
    """Full years by month from `least` to `most`, both included; None: no end on that side."""

    least: int | None
    most: int | None

    @property
    def label(self) -> str:
        """25岁及以下, 26—28岁, 41岁及以上."""
        if self.least is None:
            return f"{self.most}岁及以下"
        if self.most is None:
            return f"{self.least}岁及以上"
        return f"{self.least}—{self.most}岁" if self.least != self.most else f"{self.least}岁"

    def holds(self, age: int) -> bool:
        """Whether an age lies in it."""
        return (self.least is None or age >= self.least) and (self.most is None or age <= self.most)


def bands_on(on: date) -> tuple[Band, ...]:
    """The bands as they are set on a day. Raises Missing."""
    return bands_of(in_force(BandFigures, on).bounds)


def bands_of(bounds: tuple[int, ...]) -> tuple[Band, ...]:
    """The bands between these bounds: one more than there are bounds."""
    least = [None, *(bound + 1 for bound in bounds)]
    return tuple(Band(low, high) for low, high in zip(least, [*bounds, None], strict=True))
