"""Scores and places as figures."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.intake.ranking import cut, places, score, skipped

MARKS = st.decimals(0, 100, places=2)
WEIGHTS = st.decimals(0, 1, places=2)


@pytest.mark.parametrize(
    ("weight", "test", "inspection", "expected"),
    [
        ("0.5", "80", "90", "85.000"),
        ("0", "80", "90.05", "90.050"),
        ("1", "80.55", "90", "80.550"),
        ("0", None, "61", "61.000"),
        ("1", "61", None, "61.000"),
        ("0.45", "80.01", "70.02", "74.516"),  # 74.5155, half up
        ("0.55", "0.01", "0", "0.006"),  # 0.0055: banker's rounding would give 0.006 too
        ("0.45", "0.01", "0", "0.005"),  # 0.0045: banker's rounding would give 0.004
        ("0.5", "100", "100", "100.000"),
        ("0.5", "0", "0", "0.000"),
    ],
)
def test_score(weight, test, inspection, expected):
    values = (Decimal(test) if test else None, Decimal(inspection) if inspection else None)
    assert str(score(Decimal(weight), *values)) == expected


@given(WEIGHTS, MARKS, MARKS)
def test_a_score_is_the_nearest_thousandth(weight, test, inspection):
    exact = Fraction(weight) * Fraction(test) + (1 - Fraction(weight)) * Fraction(inspection)
    thousandths = (exact * 1000 + Fraction(1, 2)).__floor__()
    assert Fraction(score(weight, test, inspection)) * 1000 == thousandths


@given(st.dictionaries(st.integers(0, 50), st.decimals(0, 5, places=0), max_size=12))
def test_a_place_is_one_more_than_how_many_are_better(scores):
    placed = places(scores)
    assert placed.keys() == scores.keys()
    for key, place in placed.items():
        assert place == 1 + sum(other > scores[key] for other in scores.values())


def test_equal_scores_share_a_place_and_the_next_is_skipped():
    scores = {1: Decimal(90), 2: Decimal(85), 3: Decimal(85), 4: Decimal(80)}
    assert places(scores) == {1: 1, 2: 2, 3: 2, 4: 4}


@pytest.mark.parametrize(
    ("quota", "within", "tied"),
    [
        (1, {1}, set()),
        (2, {1}, {2, 3}),
        (3, {1, 2, 3}, set()),
        (4, {1, 2, 3, 4}, set()),
        (9, {1, 2, 3, 4}, set()),
    ],
)
def test_a_tie_at_the_cut_is_left_to_people(quota, within, tied):
    edge = cut({1: 1, 2: 2, 3: 2, 4: 4}, quota)
    assert (edge.within, edge.tied) == (within, tied)


def test_everybody_tied_beyond_the_quota():
    assert cut({1: 1, 2: 1, 3: 1}, 2).within == frozenset()


def test_who_is_skipped():
    ranking = {1: 1, 2: 2, 3: 2, 4: 4}
    assert skipped(ranking, [1, 2]) == []  # 3 has the same place
    assert skipped(ranking, [1, 4]) == [2, 3]
    assert skipped(ranking, []) == []
