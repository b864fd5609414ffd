"""Periods of the calendar that duties are owed in; a key (`2026Q4`, `2026`) names one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
KEY = re.compile(r"(\d{4})Q([1-4])", re.ASCII)
YEAR_KEY = re.compile(r"(?:19|20|21)\d{2}", re.ASCII)
ORDINALS = "一二三四"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year, `number` 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that a day is in."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, key: str) -> Quarter:
        """The quarter of a key; raises ValueError with a sentence."""
        found = KEY.fullmatch(key)
        if found is None or not 1900 <= int(found[1]) <= 2199:
            raise ValueError(f"“{key[:20]}”不是季度，请写成 2026Q4 的样子。")
        return cls(int(found[1]), int(found[2]))

    @property
    def key(self) -> str:
        """As rows and addresses name it: 2026Q4."""
        return f"{self.year:04d}Q{self.number}"

    @property
    def label(self) -> str:
        """As people name it: 2026年四季度."""
        return f"{self.year}年{ORDINALS[self.number - 1]}季度"

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """The day after its last: the quarter is half-open."""
        return self.next.first_day

    @property
    def last_day(self) -> date:
        """Its last day."""
        return self.end - DAY

    @property
    def next(self) -> Quarter:
        """The one after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self) -> Quarter:
        """The one before it."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True, order=True)
class Year:
    """A calendar year."""

    year: int

    @property
    def key(self) -> str:
        """As rows and addresses name it: 2026."""
        return f"{self.year:04d}"

    @property
    def label(self) -> str:
        """As people name it: 2026年度."""
        return f"{self.year}年度"

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The four of it."""
        return tuple(Quarter(self.year, number) for number in (1, 2, 3, 4))

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return date(self.year, 12, 31)

    def __str__(self) -> str:
        return self.label


def period_of(key: str) -> Quarter | Year | None:
    """The period of the calendar that a key names; None for a key that only tells duties apart."""
    if KEY.fullmatch(key):
        return Quarter.parse(key)
    return Year(int(key)) if YEAR_KEY.fullmatch(key) else None


def years(since: date, on: date) -> list[Year]:
    """The years from that of `since` to that of `on`, the earliest first."""
    return [Year(year) for year in range(since.year, on.year + 1)]


def quarters(since: date, on: date) -> list[Quarter]:
    """The quarters from that of `since` to that of `on`, the earliest first."""
    found, quarter, last = [], Quarter.of(since), Quarter.of(on)
    while quarter <= last:
        found.append(quarter)
        quarter = quarter.next
    return found
