"""Programs that call the interface."""

import pytest
from django.test import Client

from tests.clients.issuing import caller, issue
from tests.world import World


@pytest.fixture
def program(world: World) -> Client:
    """A client of the whole city with every field."""
    _, token = issue(world)
    return caller(token)


@pytest.fixture
def county_program(world: World) -> Client:
    """A client of one county."""
    _, token = issue(world, at="青川县")
    return caller(token)
