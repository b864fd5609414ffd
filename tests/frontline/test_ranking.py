"""Scores and places against an independent reckoning: by marks, by votes, with ties and gaps."""

import random
from decimal import ROUND_HALF_UP, Decimal

import pytest

from core.errors import DomainError, Stale
from rotation.choices import Selection
from rotation.frontline.ranking import rank
from rotation.frontline.services import selecting
from rotation.frontline.services.selecting import Mark
from tests.frontline.making import mark, people, programme, rows, selecting_of
from tests.world import World


def expected(scores: dict[str, Decimal | None]) -> dict[str, int | None]:
    """The place of each: one more than how many are better."""
    known = [score for score in scores.values() if score is not None]
    return {
        name: None if score is None else 1 + sum(other > score for other in known)
        for name, score in scores.items()
    }


@pytest.mark.parametrize("weight", [0, 35, 50, 100])
def test_marks_are_weighted_and_ranked(world: World, weight: int) -> None:
    who = people(world, 40)
    of = programme(world, test_weight=weight)
    batch = selecting_of(world, who, of=of)
    dice = random.Random(weight)  # noqa: S311
    marks = {
        one.name: tuple(
            None if dice.random() < 0.1 else f"{dice.randrange(5500, 5560)}e-2" for _ in range(2)
        )
        for one in who
    }
    mark(world, batch, marks)
    scores = {}
    for name, (test, review) in marks.items():
        lacks = (weight > 0 and test is None) or (weight < 100 and review is None)
        exact = (weight * Decimal(test or 0) + (100 - weight) * Decimal(review or 0)) / 100
        scores[name] = None if lacks else exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    found = rows(batch)
    assert {row.cadre.name: row.score for row in found} == scores
    assert {row.cadre.name: row.place for row in found} == expected(scores)


def test_votes_are_hundredths_of_the_voters(world: World) -> None:
    who = people(world, 5)
    of = programme(world, selection=Selection.NOMINATION)
    batch = selecting_of(world, who, of=of)
    votes = dict(
        zip(
            [one.name for one in who],
            [("20", "30"), ("20", "30"), ("30", "30"), ("0", "30"), (None, None)],
            strict=True,
        )
    )
    mark(world, batch, votes)
    assert [(row.score, row.place) for row in rows(batch)] == [
        (Decimal("66.67"), 2),
        (Decimal("66.67"), 2),
        (Decimal("100.00"), 1),
        (Decimal("0.00"), 4),
        (None, None),
    ]


def test_more_votes_than_voters_are_refused_by_name(world: World) -> None:
    who = people(world, 1)
    batch = selecting_of(world, who, of=programme(world, selection=Selection.NOMINATION))
    with pytest.raises(DomainError, match=f"{who[0].name}的推荐票 31 张多于参加推荐的 30 人"):
        mark(world, batch, {who[0].name: ("31", "30")})


def test_the_ranking_is_one_statement_and_writes_only_what_changed(
    world: World, django_assert_num_queries
) -> None:
    who = people(world, 6)
    batch = selecting_of(world, who)
    mark(world, batch, {one.name: ("80", "80") for one in who})
    with django_assert_num_queries(1):
        assert rank(batch) == 0
    assert {row.place for row in rows(batch)} == {1}


def test_marks_typed_over_somebody_elses_are_refused(world: World) -> None:
    (one,) = people(world, 1)
    batch = selecting_of(world, [one])
    mark(world, batch, {one.name: ("80", "80")})
    (row,) = rows(batch)
    late = Mark(row.pk, row.version - 1, {"test_score": Decimal(1), "review_score": Decimal(1)})
    with pytest.raises(Stale):
        selecting.enter(actor=world.city, batch=batch, marks=[late])
