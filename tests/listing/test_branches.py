"""A branch is found by its path, and by its range in the order of the tree: the same rows."""

from datetime import date

import pytest
from django.http import QueryDict

from cadres.people.entities import CADRES
from cadres.people.models import Cadre
from cadres.roster.entities import ROSTER
from core.accounts.models import User
from core.listing.page import Listing
from core.units.models import Unit
from tests.world import World


@pytest.mark.parametrize("who", ["city", "county", "secretary"])
def test_the_range_of_a_branch_is_its_subtree(world: World, who: str):
    viewer = User.objects.get(username=who)
    for unit in Unit.objects.visible_to(viewer):
        listing = Listing(CADRES, viewer, QueryDict(f"unit={unit.pk}"), strict=True)
        below = Cadre.objects.filter(unit__path__startswith=unit.path)
        assert set(listing.rows.values_list("pk", flat=True)) == set(
            below.values_list("pk", flat=True)
        )


def test_a_unit_whose_number_begins_like_another_is_another(world: World):
    """Places are of fixed width: 00001/ is no beginning of 00010/."""
    paths = Unit.objects.values_list("path", "sort_path")
    for path, place in paths:
        inside = {p for p, _ in paths if p.startswith(path)}
        assert inside == {p for p, s in paths if s.startswith(place)}


def test_years_from_a_month_still_to_come_are_none(world: World):
    Cadre.objects.filter(name="周雨晴").update(post_since=date(2022, 12, 1))
    asked = QueryDict("as_of=2023-01-15&years_in_post_max=5&columns=name,years_in_post")
    listing = Listing(CADRES, world.city, asked, strict=True)
    assert list(listing.rows.values_list("name", flat=True)) == ["周雨晴"]
    later = Listing(CADRES, world.city, QueryDict("as_of=2023-01-15"), strict=True)
    years = next(column for column in later.columns if column.name == "years_in_post")
    assert years.text(date(2024, 3, 1)) == ""
    assert years.json(date(2024, 3, 1)) is None
    assert years.text(date(2022, 12, 1)) == "未满一年"


def test_every_scope_says_where_it_stands(world: World):
    for user in User.objects.filter(username__in=("city", "county", "clerk")):
        for scope in user.scopes:
            assert scope.place == Unit.objects.get(path=scope.path).sort_path
    assert ROSTER.column("unit").tree_order == "sort_key"
