"""A thousand clean people of the generator, each spoiled in one place: every one is found.

Recall by rule is whole, and nothing is said of those whom nobody spoiled.
"""

from collections import Counter
from itertools import cycle
from random import Random

import pytest

from cadres.checks.files import Files
from cadres.checks.finding import findings
from cadres.checks.rules import RULES
from cadres.checks.staging import check_staged
from cadres.demo.loading import load_people
from cadres.people.models import Cadre
from core.demo.city import city
from core.demo.loading import load_units
from tests.checks.drafts import TODAY, Draft, of
from tests.checks.spoiled import SPOILED

PEOPLE, SPOILED_PEOPLE, SEED = 400, 1_200, 20261123


@pytest.fixture
def crowd(empty_system) -> list[Draft]:
    """People of the generator, none of whom anything is wrong with."""
    load_units(city(units=120))
    load_people(people=PEOPLE, roster=60)
    return [of(cadre) for cadre in Cadre.objects.select_related("unit").order_by("pk")]


def test_nothing_is_found_in_the_generator_s_people(crowd):
    assert list(findings(RULES, Files(TODAY))) == []
    staged = [draft.staged(key) for key, draft in enumerate(crowd)]
    assert check_staged(staged, on=TODAY) == {}


def spoiled_people(crowd: list[Draft], dice: Random) -> list[tuple[str, Draft]]:
    """Drafts spoiled in one place each, with the rule that is to find it."""
    made = []
    turns = cycle([(code, one) for code, many in SPOILED.items() for one in many])
    while len(made) < SPOILED_PEOPLE:
        code, mutation = next(turns)
        for _ in range(200):
            draft = dice.choice(crowd).copy()
            if mutation(draft, dice):
                made.append((code, draft))
                break
        else:
            raise AssertionError(f"nobody can be spoiled for {code}")
    return made


def test_whoever_is_spoiled_in_one_place_is_found_by_the_rule_of_it(crowd):
    made = spoiled_people(crowd, Random(SEED))  # noqa: S311 - the same people each time
    clean = [("", draft) for draft in crowd]
    told = check_staged(
        [draft.staged(key) for key, (_, draft) in enumerate(made + clean)], on=TODAY
    )
    asked, hit = Counter(), Counter()
    missed = []
    for key, (code, draft) in enumerate(made):
        found = {one.rule.code for one in told.get(key, [])}
        asked[code] += 1
        hit[code] += code in found
        if code not in found:
            missed.append((code, str(draft.cadre), found))
    assert missed == []
    assert asked == hit and set(asked) == set(SPOILED)
    # Copies of one person share name, month and number: that is all that may be said of the clean.
    twins = {"identity.number_twice", "identity.twins"}
    for key in range(len(made), len(made) + len(clean)):
        assert {one.rule.code for one in told.get(key, [])} <= twins
    for one in (one for found in told.values() for one in found):
        assert one.sentence.endswith("。"), one.sentence
        assert "None" not in one.sentence, one.sentence
