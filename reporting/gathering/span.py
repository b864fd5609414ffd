"""The part of a year that a report speaks of: from 1 January to a day, both included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


def spoken_of(year: int, on: date) -> date:
    """The day that a report of the year speaks of: today, its last day once it is over."""
    return min(on, date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class Span:
    """A year up to `on`, the last day spoken of: today, or 31 December once the year is over."""

    year: int
    on: date

    @property
    def first(self) -> date:
        """1 January."""
        return date(self.year, 1, 1)

    @property
    def before(self) -> date:
        """The last day of the year before."""
        return self.first - DAY

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it; none does not."""
        return day is not None and self.first <= day <= self.on

    def within(self, path: str) -> dict[str, date]:
        """The condition that a day at `path` lies in it."""
        return {f"{path}__gte": self.first, f"{path}__lte": self.on}
