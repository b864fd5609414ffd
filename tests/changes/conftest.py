"""Whose file is to be changed."""

import pytest

from cadres.people.models import Cadre


@pytest.fixture
def cadre(world) -> Cadre:
    return world.cadres["周雨晴"]  # on the roster, 市交通运输局
