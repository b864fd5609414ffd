"""A talk as a verb takes it, and the world with its duties."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assessments.talks import services
from assessments.talks.models import Talk
from policy.duties.refreshing import refresh
from tests.world import World
from tests.world_people import TODAY


@pytest.fixture
def owing(world: World) -> World:
    """The world with its duties as of TODAY."""
    refresh(on=TODAY)
    return world


@pytest.fixture
def record(owing: World) -> Callable[..., Talk]:
    """Record a talk with somebody by name, by the secretary, as of TODAY unless said otherwise."""

    def make(name: str = "陈思远", held_on: date = TODAY, **more: Any) -> Talk:
        values: dict[str, Any] = {
            "actor": owing.secretary,
            "on": TODAY,
            "place": "局会议室",
            "led_by": "马建国",
            "on_work": "公路养护项目按期推进。",
        }
        return services.record(cadre=owing.cadres[name], held_on=held_on, **(values | more))

    return make
