"""Boxes: equally long, never alike, opened by the key alone, and not to be tampered with."""

from random import Random

import pytest

from assessments.polls import ballots, keys
from assessments.polls.ballots import Malformed, Opinion, checked, size_of
from assessments.polls.boxes import BrokenBox, opened, sealed
from tests.polls.making import any_opinion, good

HALVES = keys.new_halves()
PUBLIC, PRIVATE = keys.public_key(HALVES), keys.private_key(HALVES)


def test_what_goes_in_comes_out():
    dice = Random(1)  # noqa: S311
    for people in (1, 2, 60):
        size = size_of(people, words=True)
        for _ in range(20):
            ballot = tuple(any_opinion(dice) for _ in range(people))
            assert opened(sealed(ballot, PUBLIC, size), PRIVATE) == ballot


def test_a_long_remark_does_not_show_through_the_lid():
    size = size_of(3, words=True)
    said = [(good(), good(), good()), (good("𠮷" * 200), good("好" * 200), Opinion())]
    boxes = [sealed(ballot, PUBLIC, size) for ballot in said]
    assert len({len(box) for box in boxes}) == 1
    assert [opened(box, PRIVATE) for box in boxes] == said


def test_equal_ballots_have_nothing_in_common():
    size = size_of(1, words=True)
    one, other = (sealed((good("好"),), PUBLIC, size) for _ in range(2))
    pieces = {one[at : at + 8] for at in range(len(one) - 8)}
    assert not any(other[at : at + 8] in pieces for at in range(len(other) - 8))


def test_no_bit_can_be_changed():
    box = sealed((good("好"),), PUBLIC, size_of(1, words=True))
    dice = Random(2)  # noqa: S311
    for place in [0, len(box) - 1, *(dice.randrange(len(box)) for _ in range(50))]:
        spoiled = bytearray(box)
        spoiled[place] ^= 1 << dice.randrange(8)
        with pytest.raises(BrokenBox):
            opened(bytes(spoiled), PRIVATE)
    for cut in (b"", box[:-1], box + b"\0", b"\0" * len(box)):
        with pytest.raises(BrokenBox):
            opened(cut, PRIVATE)


def test_bytes_that_are_no_ballot():
    for content in (b"\0\x01abc", b"\xff\xff" + b"1" * 20, b"\0\x01" + b"\xff" * 30):
        with pytest.raises(ValueError):
            ballots.read(content)


@pytest.mark.parametrize(
    ("opinion", "sentence"),
    [
        (Opinion(overall="5"), "综合评价不在选项之内"),
        (Opinion(overall=""), "综合评价不在选项之内"),
        (Opinion(overall="11"), "综合评价不在选项之内"),
        (Opinion(aspects="1111"), "分项评价不在选项之内"),
        (Opinion(aspects="111115"), "分项评价不在选项之内"),
        (Opinion(aspects="1111优"), "分项评价不在选项之内"),
        (Opinion(fit="q"), "“是否适宜”不在选项之内"),
        (Opinion(fit=""), "“是否适宜”不在选项之内"),
        (Opinion(words="好" * 201), "有 201 个字，最多 200 个字"),
        (Opinion(words="a\0b"), "不能保存的字符"),
        (Opinion(words="a\ud800b"), "不能保存的字符"),
    ],
)
def test_tampered_fields(opinion, sentence):
    with pytest.raises(Malformed, match=sentence):
        checked([good(), opinion], people=2, fit=True, words=True)


def test_a_poll_that_asks_less():
    assert checked([Opinion(overall="1")], people=1, fit=False, words=False)
    with pytest.raises(Malformed, match="是否适宜"):
        checked([Opinion(fit="y")], people=1, fit=False, words=False)
    with pytest.raises(Malformed, match="不征求文字意见"):
        checked([Opinion(words="好")], people=1, fit=False, words=False)
    with pytest.raises(Malformed, match="应有 2 人的意见，收到 1 人的"):
        checked([Opinion()], people=2, fit=True, words=True)
