"""Generated years in the test world."""

from datetime import date
from random import Random

import pytest

from policy.parameters.models import ParameterValue
from tests.gathering.lives import live
from tests.world import World


@pytest.fixture
def generated(world: World, request: pytest.FixtureRequest) -> World:
    """The world with generated people; the figures of the plan hold for both years."""
    ParameterValue.objects.update(since=date(2015, 1, 1))
    live(world, Random(request.param))  # noqa: S311
    return world
