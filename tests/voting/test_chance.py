"""The yardstick of the linker, against counting all shuffles of something small."""

from itertools import permutations

import pytest

from tests.voting.chance import luck, lucky_pairs


@pytest.mark.parametrize("true", ["abcd", "aabbc", "aaab", "abcabc"])
def test_luck_is_the_share_of_shuffles_that_agree_as_well(true):
    shuffles = list(permutations(true))
    for guess in sorted(set(shuffles))[:20]:
        agreements = sum(map(str.__eq__, guess, true))
        as_good = sum(sum(map(str.__eq__, one, true)) >= agreements for one in shuffles)
        assert luck(guess, true) == pytest.approx(as_good / len(shuffles))


def test_a_whole_order_cannot_be_luck_and_a_few_hits_can():
    order = [str(number) for number in range(30)]
    assert luck(order, order) < 1e-30
    shifted = order[1:] + order[:1]
    assert luck(shifted, order) == 1
    assert lucky_pairs(2, 30, 30) == pytest.approx(0.5)
    assert lucky_pairs(15, 30, 30) < 1e-12
