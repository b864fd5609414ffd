"""提任 and 降职 by two levels: the same in Python as in SQL, for every pair."""

from itertools import product

import pytest
from django.db.models import CharField, Value

from cadres.choices import LEVEL
from core.codes.vocabulary import vocabulary
from core.units.models import Unit
from rotation.flows.movements import FALLS, RISES, is_fall, is_rise
from tests.world import World


@pytest.mark.parametrize(("condition", "holds"), [(RISES, is_rise), (FALLS, is_fall)])
def test_both_say_the_same(world: World, condition, holds):
    one = Unit.objects.filter(pk=world.named["柳河镇"].pk)
    levels = ["", *vocabulary(LEVEL)]
    found = set()
    for before, after in product(levels, repeat=2):
        rows = one.annotate(
            from_level=Value(before, output_field=CharField()),
            to_level=Value(after, output_field=CharField()),
        )
        assert rows.filter(condition).exists() == holds(before, after), (before, after)
        found.add(holds(before, after))
    assert found == {True, False}
