"""The entity of `tests.listing.aged`, with its page, its REST list and units of known age."""

from datetime import date

import pytest
from django.http import QueryDict

from core.listing.page import Listing
from core.units.models import Unit
from tests.listing.aged import AGED
from tests.world import World

# Established and abolished; the months of the first three surround one birthday.
DATES = {
    "市交通运输局": (date(1988, 4, 1), None),
    "市科技局": (date(1988, 5, 1), None),
    "市信访局": (date(1988, 5, 31), None),
    "市林草局": (date(1988, 6, 1), None),
    "青川县": (date(1960, 12, 1), date(2024, 2, 29)),
    "柳河镇": (date(2026, 1, 15), date(2026, 6, 1)),
}


@pytest.fixture
def aged(world: World, settings) -> World:
    """The world with six units of known dates; every other unit is of 2000-01."""
    settings.ROOT_URLCONF = "tests.listing.aged"
    settings.ENTITIES = "tests.listing.aged.ENTITIES"
    Unit.objects.update(established_on=date(2000, 1, 1), abolished_on=None)
    for name, (since, until) in DATES.items():
        changed = Unit.objects.filter(short_name=name).update(
            established_on=since, abolished_on=until
        )
        assert changed == 1, name
    return world


@pytest.fixture
def listed(aged: World):
    """`listed(query)`: the listing that the city department asks for."""

    def ask(query: str = "", *, viewer=None, **options) -> Listing:
        return Listing(AGED, viewer or aged.city, QueryDict(query), **options)

    return ask


@pytest.fixture
def names(listed):
    """`names(query)`: the short names that a strict question finds."""

    def ask(query: str, **options) -> list[str]:
        return [values[1] for values in listed(query, strict=True, **options).page.tuples]

    return ask
