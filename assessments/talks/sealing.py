"""When the records of a quarter are sealed (clause 3.3.2): some days after its end, by region."""

from datetime import date, timedelta

from assessments.talks.figures import TalkFigures
from core.units.models import Unit
from policy.parameters.figures import in_force
from policy.periods import Quarter


def last_open_day(quarter: Quarter, unit: Unit) -> date:
    """The last day on which records of talks held in the quarter may still be changed."""
    figures = in_force(TalkFigures, quarter.last_day, unit)
    return quarter.last_day + timedelta(days=figures.seal_days)


def is_sealed(held_on: date, unit: Unit, on: date) -> bool:
    """Whether a talk held on a day belongs to a quarter that was sealed by `on`."""
    return on > last_open_day(Quarter.of(held_on), unit)
