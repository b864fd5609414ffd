"""The key in two halves: both open, one does not, a mistyped one is named."""

import re

import pytest

from assessments.polls import keys
from assessments.polls.boxes import BrokenBox, opened, sealed
from assessments.polls.codes import SIGNS
from tests.polls.making import good

BALLOT = (good("好"),)


def test_halves_are_typed_from_paper():
    for half in keys.new_halves():
        assert re.fullmatch(r"([0-9A-Z]{4} ){5}[0-9A-Z]{2}", half)


def test_both_halves_give_the_key_that_sealed():
    first, second = keys.new_halves()
    box = sealed(BALLOT, keys.public_key((first, second)), 900)
    typed = first.lower().replace(" ", "-"), f"  {second.replace('0', 'o').replace('1', 'l')} "
    assert opened(box, keys.private_key(typed)) == BALLOT


def test_one_half_is_nothing():
    """With one half and the box, even with somebody's other half, nothing opens."""
    (first, second), (another, other) = keys.new_halves(), keys.new_halves()
    box = sealed(BALLOT, keys.public_key((first, second)), 900)
    for halves in ((first, other), (another, second), (another, other)):
        with pytest.raises(BrokenBox):
            opened(box, keys.private_key(halves))


def test_a_public_key_tells_nothing_of_the_halves():
    halves = keys.new_halves()
    public = keys.public_key(halves)
    assert len(public) == 1184 + 32
    for half in halves:
        assert half.replace(" ", "").encode() not in public


@pytest.mark.parametrize("which", [0, 1])
def test_any_mistyped_sign_is_noticed_and_its_half_named(which):
    halves = list(keys.new_halves())
    plain = halves[which].replace(" ", "")
    missed = 0
    for place in range(len(plain)):
        for sign in SIGNS:
            if sign == plain[place]:
                continue
            halves[which] = plain[:place] + sign + plain[place + 1 :]
            try:
                keys.private_key(halves)
                missed += 1
            except keys.WrongHalf as wrong:
                assert wrong.which == which
                assert keys.HOLDERS[which] in str(wrong)
    assert missed <= 10  # 682 mistakes at 1 : 1,024


def test_every_pair_that_is_printed_opens():
    """Also the one in a thousand whose check would fit the other holder's half as well."""
    for _ in range(3000):
        halves = keys.new_halves()
        assert [keys._body(which, half) for which, half in enumerate(halves)]


def swapped_apart():
    """Halves whose checks tell them apart, as all but one in a thousand do."""
    while True:
        first, second = keys.new_halves()
        bodies = [half.replace(" ", "")[:20] for half in (first, second)]
        if all(keys._with_check(0, body) != keys._with_check(1, body) for body in bodies):
            return first, second


def test_what_is_wrong_is_said():
    first, second = swapped_apart()
    for halves, sentence in [
        ((first[:-1], second), "监票人的密钥应为 22 位，输入了 21 位"),
        ((first, second + "A"), "计票人的密钥应为 22 位，输入了 23 位"),
        (("", second), "输入了 0 位"),
        ((first[:-1] + "中", second), "“中”"),
        ((second, first), "监票人的密钥填成了计票人的"),
    ]:
        with pytest.raises(keys.WrongHalf, match=sentence):
            keys.private_key(halves)
