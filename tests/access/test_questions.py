"""Whatever a list can be asked, whoever is nobody is answered, and with nothing."""

import pytest
from django.http import QueryDict

from config.entities import ENTITIES
from core.listing.page import Listing

OWN = {"accounts"}  # everybody sees his own


@pytest.mark.parametrize("entity", ENTITIES, ids=str)
def test_every_condition_of_a_list_is_answered(world, entity) -> None:
    viewer = world.nobody
    for condition in entity.conditions:
        for value in condition.options:
            asked = QueryDict(mutable=True)
            asked[condition.name] = value
            listing = Listing(entity, viewer, asked, counted=True)
            assert len(listing.page.tuples) == (entity.name in OWN), (condition.name, value)
            assert listing.faults == []
