"""Duties of the world as they stand today, from the first day of the quarter before."""

from datetime import date, timedelta

from django.utils import timezone

from assessments.talks.models import Talk
from policy.duties.refreshing import refresh
from policy.parameters.models import ParameterValue
from policy.periods import Quarter
from tests.world import World

PAST = Quarter.of(timezone.localdate()).previous


def owing(since: date = PAST.first_day) -> None:
    """Duties count from a day, and are computed."""
    ParameterValue.objects.filter(parameter__key="duty.since").update(value=since.isoformat())
    refresh(on=timezone.localdate(), whole=True)


def talked(world: World, name: str, on: date, **values: object) -> Talk:
    """A talk that took place, as a row; the duties follow with `owing`."""
    cadre = world.cadres[name]
    return Talk.objects.create(
        cadre=cadre, unit=cadre.unit, held_on=on, place="办公室", led_by="马建国", **values
    )


def in_past(days: int = 10) -> date:
    """A day of the quarter before."""
    return PAST.first_day + timedelta(days=days)
