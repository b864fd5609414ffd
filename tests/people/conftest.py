"""Whose files are written."""

import pytest

from cadres.people.models import Cadre


@pytest.fixture
def cadre(world) -> Cadre:
    return world.cadres["周雨晴"]  # on the roster, 市交通运输局


@pytest.fixture
def unlisted(world) -> Cadre:
    return world.cadres["曾可欣"]  # left the roster, 市交通运输局
