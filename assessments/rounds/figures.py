"""The figures of clause 3.3.4 that the yearly assessment goes by."""

from dataclasses import dataclass
from datetime import date

from core.units.models import Unit
from policy.parameters.figures import Region, figure, in_regions


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """When the year is assessed, how many may be 优秀 and how that is rounded, how long to object.

    Percents are whole numbers; `rounding` is "down" or "half_up".
    """

    month: int = figure("assessment.month")
    settle_days: int = figure("assessment.settle_days")
    percent: int = figure("assessment.excellent_percent")
    most: int = figure("assessment.excellent_most")
    rounding: str = figure("assessment.excellent_rounding")
    objection_days: int = figure("assessment.objection_days")


@dataclass(frozen=True, slots=True)
class YearlyFigures:
    """By when each year has been assessed."""

    month: int = figure("assessment.month")
    settle_days: int = figure("assessment.settle_days")
    since: date = figure("duty.since")


def region_of(kind: type, on: date, unit: Unit) -> Region:
    """The figures of a kind as they hold at a unit on a day, with what was read. Raises Missing."""
    fitting = [one for one in in_regions(kind, on) if unit.path.startswith(one.path)]
    return max(fitting, key=lambda one: len(one.path))
