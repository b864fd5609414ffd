"""How many may be 优秀: against fractions, and in the words that people read."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rounds.entities import ROUNDS
from assessments.rounds.quota import allowed, quota
from policy.parameters.models import ParameterValue
from tests.rounds.making import OPENED, begin, number, propose
from tests.world import World


@pytest.mark.parametrize(
    ("headcount", "percent", "down", "half_up"),
    [
        (0, 20, 0, 0),
        (1, 20, 0, 0),
        (2, 25, 0, 1),  # 0.5
        (4, 20, 0, 1),  # 0.8
        (5, 20, 1, 1),
        (47, 20, 9, 9),  # 9.4
        (48, 20, 9, 10),  # 9.6
        (119, 21, 24, 25),  # 24.99
        (249_999, 1, 2499, 2500),  # 2499.99
        (122, 25, 30, 31),  # 30.5
        (100, 25, 25, 25),
    ],
)
def test_edges(headcount: int, percent: int, down: int, half_up: int) -> None:
    assert allowed(headcount, percent, "down") == down
    assert allowed(headcount, percent, "half_up") == half_up


@given(st.integers(0, 100_000), st.integers(1, 100))
def test_it_is_what_fractions_say(headcount: int, percent: int) -> None:
    exact = Fraction(headcount * percent, 100)
    assert allowed(headcount, percent, "down") == floor(exact)
    assert allowed(headcount, percent, "half_up") == floor(exact + Fraction(1, 2))


@pytest.mark.parametrize(
    ("headcount", "rounding", "words"),
    [
        (47, "down", "参加考核 47 人 × 20% = 9.4，舍去小数为 9 人；已评优秀 10 人，超出 1 人"),
        (48, "half_up", "参加考核 48 人 × 20% = 9.6，四舍五入为 10 人；已评优秀 10 人，名额用完"),
        (60, "down", "参加考核 60 人 × 20% = 12 人；已评优秀 10 人，还可评 2 人"),
    ],
)
def test_it_says_how_it_is_rounded(world: World, headcount: int, rounding: str, words: str) -> None:
    rows = ParameterValue.objects.filter(parameter__key="assessment.excellent_rounding")
    rows.update(value=rounding)
    round = begin(world, "市交通运输局")["市交通运输局"]
    propose(world, "陈思远", "1")
    propose(world, "周雨晴", "1")
    round = number(world, round, headcount, others_excellent=8)
    found = quota(round, OPENED)
    assert found.words == words
    assert found.is_exceeded is ("超出" in words)
    judgement = found.judgement
    assert judgement.holds is found.is_exceeded
    assert judgement.verdict == words
    assert "不超过本单位参加年度考核总人数的 20%" in judgement.sentence
    assert judgement.facts[0].value == f"{headcount} 人"
    assert {fact.label for fact in judgement.facts} == {"参加考核", "优秀", "名册外优秀"}
    assert all(fact.pk for fact in judgement.facts if fact.label == "优秀")
    assert judgement.nearness and judgement.nearness in words


def test_without_a_number_nothing_is_exceeded(world: World) -> None:
    round = begin(world, "市交通运输局")["市交通运输局"]
    found = quota(round, OPENED)
    assert (found.allowed, found.left, found.is_exceeded) == (None, None, False)
    assert found.words == "还没有填写参加考核总人数；已评优秀 0 人"


def test_where_nothing_may_be_given_nothing_is_used_up(world: World) -> None:
    round = number(world, begin(world, "市交通运输局")["市交通运输局"], 2)
    found = quota(round, OPENED)
    assert (found.allowed, found.used, found.is_exceeded) == (0, 0, False)
    assert found.words.endswith("没有名额")
    assert ROUNDS.rows(world.city, OPENED).get(pk=round.pk).room == ""
