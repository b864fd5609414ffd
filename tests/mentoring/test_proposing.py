"""Who may be whose mentor, and that proposals are even: the pure rule, over generated units."""

from random import Random

import pytest

from training.mentoring.proposing import Candidate, Mentee, fits, proposals


def candidate(pk: int, path: str = "1/2/", rank: int = 5, **more) -> Candidate:
    given = {"top": 6, "seat": f"{pk:03}", "has": 0, "is_listed": False} | more
    return Candidate(pk, path, rank, **given)


def mentee(pk: int = 100, path: str = "1/2/", rank: int = 8, **more) -> Mentee:
    given = {"seat": f"{pk:03}", "most": 1} | more
    return Mentee(pk, path, rank, **given)


def chosen(mentees: list[Mentee], candidates: list[Candidate]) -> dict[int, int | None]:
    return {pk: found for pk, (found, _) in proposals(mentees, candidates).items()}


@pytest.mark.parametrize(
    ("one", "about", "may"),
    [
        (candidate(1, rank=7), mentee(), True),
        (candidate(1, rank=8), mentee(), False),
        (candidate(1, rank=6), mentee(rank=6), True),  # leads the unit
        (candidate(1, path="1/3/", rank=6), mentee(rank=6), False),  # leads another
        (candidate(1, rank=1, is_listed=True), mentee(), False),
        (candidate(100, rank=6), mentee(rank=6), False),  # himself
    ],
)
def test_who_may(one, about, may):
    assert fits(one, about) == may


def test_own_unit_first_then_room_then_leaders_then_the_nearest_level():
    above, head = candidate(1, path="1/", rank=1), candidate(2, rank=4)
    deputy, section = candidate(3, rank=5), candidate(4, rank=7)
    assert chosen([mentee()], [above, section, head, deputy]) == {100: 3}
    busy = candidate(3, rank=5, has=1)
    assert chosen([mentee()], [above, section, head, busy]) == {100: 2}
    assert chosen([mentee()], [above, busy]) == {100: 1}
    assert chosen([mentee()], [busy]) == {100: None}
    assert proposals([mentee()], [busy])[100][1] == [3]  # a person may choose him all the same


def test_a_round_that_is_about_to_end_makes_room_for_itself():
    busy = candidate(3, has=1)
    assert chosen([mentee(keeps=3)], [busy]) == {100: 3}
    assert chosen([mentee()], [busy]) == {100: None}


@pytest.mark.parametrize("seed", range(20))
def test_nobody_is_overfilled_and_all_are_filled_evenly(seed):
    rng = Random(seed)  # noqa: S311 - the same units each time
    most = rng.choice((1, 2, 3))
    people = [candidate(pk, rank=rng.randrange(3, 8), has=rng.randrange(2)) for pk in range(1, 12)]
    asked = [mentee(pk, rank=8, most=most) for pk in range(100, 100 + rng.randrange(1, 40))]
    found = chosen(asked, people)
    taken = {one.pk: one.has for one in people}
    for pk in found.values():
        if pk is not None:
            taken[pk] += 1
    full = max(most, 1)
    assert all(taken[one.pk] <= max(full, one.has) for one in people)
    room = sum(max(most - one.has, 0) for one in people)
    assert sum(pk is not None for pk in found.values()) == min(room, len(asked))
    given = [taken[one.pk] for one in people if taken[one.pk] > one.has]
    assert not given or max(given) - min(taken.values()) <= 1
    assert found == chosen(list(reversed(asked)), list(reversed(people)))
