"""How a figure names the list behind it: the list's own parameters, of one unit and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.polls.rates import rounded
from reporting.gathering.content import Behind
from reporting.gathering.span import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A unit, by its key, and the part of the year."""

    unit: int
    span: Span

    def list(
        self, view: str, *, unit: str = "unit", dated: bool = True, **asked: str | Iterable[str]
    ) -> Behind:
        """A list of the unit's; `dated`: it takes the day that it speaks of."""
        found: dict[str, tuple[str, ...]] = {unit: (str(self.unit),)}
        if dated:
            found["as_of"] = (self.span.on.isoformat(),)
        for name, value in asked.items():
            found[name] = (str(value),) if isinstance(value, str) else tuple(map(str, value))
        return Behind(view, found)

    def since(self, name: str) -> dict[str, Any]:
        """A day of the list lies in the part of the year."""
        return {
            f"{name}_after": self.span.first.isoformat(),
            f"{name}_before": self.span.on.isoformat(),
        }

    @property
    def rostered(self) -> str:
        """The value of the condition `rostered`: people of the year."""
        return str(self.span.year)


Told = Callable[[Place], Behind | None]  # a figure: its docstring says what counts
Worked = Callable[[Counter[str]], str]  # a figure that is worked out of what was counted


def share(part: int, whole: int) -> str:
    """A percentage to one place, half up, without a zero behind the point; "" of nothing."""
    return ratio(100 * part, whole)


def ratio(part: int, whole: int) -> str:
    """A quotient in the same writing."""
    if not whole:
        return ""
    return str(rounded(Fraction(part, whole), 1)).removesuffix(".0")
