"""Which target a level reaches: four levels of ZB09, and none beyond or below them."""

from cadres.choices import LEVEL, Tier
from core.codes.vocabulary import vocabulary
from reporting.targets.tiers import tier_of_level


def test_the_four_levels_and_no_other():
    found = {level: tier_of_level(level) for level in vocabulary(LEVEL)}
    assert {level: tier for level, tier in found.items() if tier} == {
        "1A42": Tier.FIRST,
        "1A41": Tier.SECOND,
        "1A32": Tier.THIRD,
        "1A31": Tier.FOURTH,
    }
    assert tier_of_level("") is None
