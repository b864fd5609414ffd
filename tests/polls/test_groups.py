"""Groups that are too small: put together, not shown, not kept, not to be had by subtraction."""

import json

import pytest

from assessments.polls import services
from assessments.polls.ballots import Opinion
from assessments.polls.grouping import groups_of
from assessments.polls.models import PollResult, Remark, Sheet
from tests.polls import making
from tests.polls.making import TODAY, good, poor, vote


def row(category, returned, weight=10):
    return {"category": category, "returned": returned, "weight": weight}


@pytest.mark.parametrize(
    ("returned", "expected"),
    [
        ((5, 5, 5), ["A", "B", "C"]),
        ((4, 5, 6), ["AB", "C"]),
        ((6, 5, 4), ["A", "BC"]),
        ((2, 2, 9), ["ABC"]),
        ((2, 3, 9), ["AB", "C"]),
        ((4, 9, 5), ["AC", "B"]),
        ((1, 1, 1), ["ABC"]),
        ((0, 5, 5), ["B", "C"]),
        ((0, 0, 3), ["C"]),
        ((0, 0, 0), []),
    ],
)
def test_the_smallest_goes_to_the_next_smallest(returned, expected):
    found = groups_of([row(name, came) for name, came in zip("ABC", returned, strict=True)], 5)
    assert ["".join(group.categories) for group in found] == expected
    assert [group.number for group in found] == list(range(1, len(found) + 1))


def test_labels_and_weights():
    one, other = groups_of([row("A", 2, 40), row("B", 3, 35), row("C", 9, 25)], 5)
    assert (one.label, one.weight) == ("A、B 合并组", 75)
    assert (other.label, other.weight) == ("C 职工或服务对象", 25)


def held_by(world, marks, people=("周雨晴",), **more):
    """A counted poll from `{category: [ballot, …]}`."""
    voters = {category: len(ballots) for category, ballots in marks.items()}
    held = making.opened(world, voters=voters, people=people, **more)
    for category, ballots in marks.items():
        for code, ballot in zip(held.codes[category], ballots, strict=True):
            vote(code, ballot)
    services.close(actor=world.city, poll=held.poll, seen=held.fresh().version, on=TODAY)
    return services.count(
        actor=world.city, poll=held.poll, halves=held.halves, seen=held.fresh().version, on=TODAY
    )


def test_a_poll_of_two_says_nothing_and_keeps_nothing(world):
    done = held_by(world, {"C": [[good("他很好")], [poor()]]})
    [person] = done.result["people"]
    assert person["total"] == {"too_few": True}
    assert person["groups"] == [{"group": 1, "too_few": True}]
    assert person["weighted"] is None
    assert not Sheet.objects.exists()
    assert not Remark.objects.exists()
    kept = PollResult.objects.get(poll=done)
    assert (kept.is_shown, kept.returned, kept.valid, kept.counted) == (False, 2, 0, 0)
    assert "他很好" not in json.dumps(done.result, ensure_ascii=False)


def test_two_leaders_are_counted_with_the_others(world):
    done = held_by(world, {"A": [[poor()]] * 2, "B": [[good()]] * 6, "C": [[good()]] * 9})
    assert [group["categories"] for group in done.result["groups"]] == [["A", "B"], ["C"]]
    assert set(Sheet.objects.values_list("group", flat=True)) == {1, 2}
    assert Sheet.objects.filter(group=1).count() == 8


def test_what_is_missing_from_the_total_is_not_shown_either(world):
    """Enough came back in A, but four of six are spoiled: then nobody's group is shown."""
    spoiled = [[Opinion(overall="x")]] * 4
    done = held_by(world, {"A": [[poor()], [poor()], *spoiled], "C": [[good()]] * 9})
    [person] = done.result["people"]
    assert [group["categories"] for group in done.result["groups"]] == [["A"], ["C"]]
    assert person["groups"] == [{"group": 1, "too_few": True}, {"group": 2, "too_few": True}]
    assert person["weighted"] is None
    assert person["total"]["overall"]["4"] == 2
    assert set(Sheet.objects.values_list("group", flat=True)) == {0}  # nor in the table
    assert PollResult.objects.get(poll=done).weighted is None


def test_one_persons_small_group_hides_no_others(world):
    first = [[good(), Opinion()]] * 4 + [[good(), good()]] * 4
    done = held_by(world, {"A": first, "C": [[good(), good()]] * 9}, people=making.PEOPLE)
    one, other = done.result["people"]
    assert "too_few" not in one["groups"][0]
    assert "too_few" in other["groups"][0]


def test_a_remark_is_hidden_among_enough_boxes(world):
    """Two who could write something, and paper that could not: what they wrote is not kept."""
    held = making.opened(world, voters={"A": 12, "C": 2}, paper=["A"], people=["周雨晴"])
    for code in held.codes["C"]:
        vote(code, [good("他很好")])
    making.enter(world, held, "A", making.tally(10))
    services.close(actor=world.city, poll=held.poll, seen=held.fresh().version, on=TODAY)
    done = services.count(
        actor=world.city, poll=held.poll, halves=held.halves, seen=held.fresh().version, on=TODAY
    )
    assert done.result["people"][0]["total"]["valid"] == 12
    assert not Remark.objects.exists()


def test_marks_of_one_hand_are_torn_apart(world):
    """A pattern that somebody was told to mark is not found again, nor what he said of others."""
    pattern = Opinion(overall="2", aspects="14243", fit="n")
    other = Opinion(overall="1", aspects="32131", fit="y")
    hits = 0
    for number in range(3):
        ballots = [[pattern, pattern], *[[other, other]] * 19]
        held_by(world, {"C": ballots}, people=making.PEOPLE, title=f"第 {number} 次")
        hits += Sheet.objects.filter(overall="2", aspects="14243", fit="n").count()
        Sheet.objects.all().delete()
    assert hits == 0  # by chance one in 20^6


def test_remarks_are_shuffled_and_of_no_group(world):
    words = [f"第 {number} 个人说的" for number in range(30)]
    held_by(
        world,
        {"A": [[good(text)] for text in words[:10]], "C": [[good(text)] for text in words[10:]]},
    )
    kept = list(Remark.objects.order_by("id").values_list("text", flat=True))
    assert sorted(kept) == sorted(words)
    assert kept != words
    assert {field.name for field in Remark._meta.fields} == {"id", "subject", "text"}
