"""Programs that keep copies; the feed speaks of commits, so its tests make real ones."""

import pytest
from django.test import Client

from tests.clients.issuing import caller, issue
from tests.feed.pulling import age_everything
from tests.world import World


@pytest.fixture
def city(committed_world: World) -> Client:
    """A client of the whole city with every field."""
    return caller(issue(committed_world)[1])


@pytest.fixture
def county(committed_world: World) -> Client:
    """A client of 青川县 with every field."""
    return caller(issue(committed_world, at="青川县")[1])


@pytest.fixture
def long_ago(committed_world: World) -> None:
    """Nothing was touched lately but what the test itself touches."""
    age_everything()
