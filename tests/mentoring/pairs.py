"""Pairing in the test world, in one line."""

from datetime import date
from typing import Any

from tests.world import World
from tests.world_people import TODAY
from training.mentoring import services
from training.mentoring.models import Mentorship
from training.mentoring.orders import Order

POINTS = {"rhythm": "每月一次", "goals": "独立主持一项工作", "content": "业务能力、群众工作"}


def order(world: World, cadre: str, mentor: str, since: date, **more: Any) -> Order:
    """An order by names."""
    given = POINTS | more
    return Order(cadre=world.cadres[cadre].pk, mentor=world.cadres[mentor].pk, since=since, **given)


def pair(
    world: World, cadre: str, mentor: str, since: date, on: date = TODAY, **more: Any
) -> Mentorship:
    """A round by names, by the secretary of the bureau."""
    asked = order(world, cadre, mentor, since, **more)
    return services.pair(actor=world.secretary, order=asked, on=on)
