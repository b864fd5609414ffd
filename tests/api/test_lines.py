"""Lines of JSON say what the objects of a page say, value for value."""

import json

import orjson
import pytest
from django.http import QueryDict

from config.entities import ENTITIES
from core.accounts.models import User
from core.api.lines import lines
from core.api.rows import objects
from core.listing.page import Listing
from tests.world import World

REST = [entity for entity in ENTITIES if entity.rest]


@pytest.mark.parametrize("query", ["", "as_of=2025-06-30"])
@pytest.mark.parametrize("entity", REST, ids=str)
def test_lines_are_the_objects(world: World, entity, query: str):
    if query and not entity.dated:
        query = ""
    city = User.objects.get(username="city")
    listing = Listing(entity, city, QueryDict(query), strict=True)
    written = [json.loads(line) for line in lines(listing.columns, listing.tuples())]
    option = orjson.OPT_OMIT_MICROSECONDS
    made = [
        json.loads(orjson.dumps(found, default=str, option=option))
        for found in objects(listing.columns, listing.tuples())
    ]
    assert written == made
    assert len(written) == listing.rows.count()


def test_no_row_is_no_line(world: World):
    listing = Listing(REST[0], world.nobody, QueryDict(), strict=True)
    assert list(lines(listing.columns, listing.tuples())) == []
