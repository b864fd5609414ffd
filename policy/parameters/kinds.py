"""What a figure can be: how it is stored, written by people, read by rules, and held to its range.

A kind is a frozen object; `parse` takes what people type and raises ValueError with a sentence that
names the allowed range, `read` gives a rule the value of what is stored, `show` gives people words.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol

MONTH_DAY = re.compile(r"(\d{1,2})\s*(?:-|/|\.|月)\s*(\d{1,2})\s*日?", re.ASCII)
WHOLE = re.compile(r"-?\d{1,6}", re.ASCII)
MOST_DAYS = 10  # lead times in one list
PARTS = re.compile(r"[\s、,，;；]+")


def should_be(allowed: str) -> str:
    """The allowed values as the end of a sentence, with a space before a figure."""
    return f"应为{' ' if allowed[:1].isascii() else ''}{allowed}"


class Kind(Protocol):
    """What every kind does."""

    @property
    def name(self) -> str:
        """What it is called in the interface."""

    def parse(self, text: str) -> Any:
        """What is stored; raises ValueError with a sentence."""

    def read(self, stored: Any) -> Any:
        """What a rule reads."""

    def show(self, stored: Any) -> str:
        """What people read."""

    @property
    def allowed(self) -> str:
        """The allowed values in words."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number with its unit: 24 个月."""

    low: int
    high: int
    unit: str = ""
    name: str = "whole"

    @property
    def allowed(self) -> str:
        return f"{self.low} 到 {self.high} 之间的整数"

    def parse(self, text: str) -> int:
        plain = text.strip().removesuffix(self.unit).strip() if self.unit else text.strip()
        if not WHOLE.fullmatch(plain) or not self.low <= int(plain) <= self.high:
            raise ValueError(f"“{text[:20]}”不能用，{should_be(self.allowed)}。")
        return int(plain)

    def read(self, stored: Any) -> int:
        return int(stored)

    def show(self, stored: Any) -> str:
        return f"{stored} {self.unit}" if self.unit else str(stored)


@dataclass(frozen=True, slots=True)
class Percent:
    """A whole percent, 0 to 100 or narrower; rules read the number before the sign."""

    low: int = 0
    high: int = 100
    name: str = "percent"

    @property
    def allowed(self) -> str:
        return f"{self.low}% 到 {self.high}% 之间的整数百分比"

    def parse(self, text: str) -> int:
        plain = text.strip().rstrip("%％").strip()
        if not WHOLE.fullmatch(plain) or not self.low <= int(plain) <= self.high:
            raise ValueError(f"“{text[:20]}”不能用，{should_be(self.allowed)}。")
        return int(plain)

    def read(self, stored: Any) -> int:
        return int(stored)

    def show(self, stored: Any) -> str:
        return f"{stored}%"


class DayOfYear(NamedTuple):
    """A day of every year; in a sentence it reads 12月20日."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month}月{self.day}日"


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of every year, stored as `12-20`; 29 February is none, since most years lack it."""

    name: str = "month_day"

    @property
    def allowed(self) -> str:
        return "月-日，如 12-20"

    def parse(self, text: str) -> str:
        found = MONTH_DAY.fullmatch(text.strip())
        month, day = (int(found[1]), int(found[2])) if found else (0, 0)
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(2025, month)[1]:
            raise ValueError(f"“{text[:20]}”不能用，应为每年都有的{self.allowed}。")
        return f"{month:02d}-{day:02d}"

    def read(self, stored: Any) -> DayOfYear:
        month, day = stored.split("-")
        return DayOfYear(int(month), int(day))

    def show(self, stored: Any) -> str:
        return str(self.read(stored))


@dataclass(frozen=True, slots=True)
class Day:
    """One day of some years, stored in ISO form; a mistyped year is noticed."""

    first: int = 2015
    last: int = 2100
    name: str = "day"

    @property
    def allowed(self) -> str:
        return f"年-月-日，如 2026-01-01，{self.first} 到 {self.last} 年之间"

    def parse(self, text: str) -> str:
        try:
            day = date.fromisoformat(text.strip())
        except ValueError:
            day = date.min
        if not self.first <= day.year <= self.last:
            raise ValueError(f"“{text[:20]}”不能用，{should_be(self.allowed)}。")
        return day.isoformat()

    def read(self, stored: Any) -> date:
        return date.fromisoformat(stored)

    def show(self, stored: Any) -> str:
        return str(stored)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few, stored as its code."""

    options: tuple[tuple[str, str], ...]
    name: str = "choice"

    @property
    def labels(self) -> Mapping[str, str]:
        return dict(self.options)

    @property
    def allowed(self) -> str:
        return "、".join(f"“{label}”" for _code, label in self.options) + "之一"

    def parse(self, text: str) -> str:
        for code, label in self.options:
            if text.strip() in (code, label):
                return code
        raise ValueError(f"“{text[:20]}”不能用，{should_be(self.allowed)}。")

    def read(self, stored: Any) -> str:
        return str(stored)

    def show(self, stored: Any) -> str:
        return self.labels.get(str(stored), str(stored))


@dataclass(frozen=True, slots=True)
class Days:
    """Some numbers of days, the greatest first: 30、7、1 天."""

    low: int
    high: int
    name: str = "days"

    @property
    def allowed(self) -> str:
        return f"一至 {MOST_DAYS} 个 {self.low} 到 {self.high} 之间的整数，用顿号隔开，如 30、7、1"

    def parse(self, text: str) -> list[int]:
        parts = [part for part in PARTS.split(text.strip().removesuffix("天").strip()) if part]
        fits = all(WHOLE.fullmatch(part) and self.low <= int(part) <= self.high for part in parts)
        if not fits or not 1 <= len(parts) <= MOST_DAYS:
            raise ValueError(f"“{text[:20]}”不能用，{should_be(self.allowed)}。")
        return sorted({int(part) for part in parts}, reverse=True)

    def read(self, stored: Any) -> tuple[int, ...]:
        return tuple(stored)

    def show(self, stored: Any) -> str:
        return "、".join(str(days) for days in stored) + " 天"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Some whole numbers that rise, the ends of bands: 25、28、30."""

    low: int
    high: int
    name: str = "bounds"

    @property
    def allowed(self) -> str:
        return f"一至 {MOST_DAYS} 个 {self.low} 到 {self.high} 之间的整数，由小到大，用顿号隔开"

    def parse(self, text: str) -> list[int]:
        parts = [part for part in PARTS.split(text.strip()) if part]
        fits = all(WHOLE.fullmatch(part) and self.low <= int(part) <= self.high for part in parts)
        numbers = [int(part) for part in parts] if fits else []
        if not 1 <= len(numbers) <= MOST_DAYS or numbers != sorted(set(numbers)):
            raise ValueError(f"“{text[:20]}”不能用，{should_be(self.allowed)}。")
        return numbers

    def read(self, stored: Any) -> tuple[int, ...]:
        return tuple(stored)

    def show(self, stored: Any) -> str:
        return "、".join(str(bound) for bound in stored)


YES_NO = Choice((("yes", "是"), ("no", "否")))
