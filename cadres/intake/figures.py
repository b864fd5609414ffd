"""The figures of clause 2.0 that a new batch begins with."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from core.units.models import Unit
from policy.parameters.figures import Missing, figure, in_force


@dataclass(frozen=True, slots=True)
class IntakeFigures:
    """How many, how old at most, which full-time education, how much the test counts (percent)."""

    quota: int = figure("intake.quota")
    max_age: int = figure("intake.max_age")
    min_education: str = figure("intake.min_education")
    test_weight: int = figure("intake.test_weight")


def first_figures(on: date, unit: Unit | None) -> dict[str, Any]:
    """The initial values of a batch's form; none where a figure is still open."""
    try:
        found = in_force(IntakeFigures, on, unit)
    except Missing:
        return {"fulltime": True}
    return {
        "quota": found.quota,
        "max_age": found.max_age,
        "min_level": int(found.min_education),
        "fulltime": True,
        "test_weight": str(Decimal(found.test_weight) / 100),
    }
