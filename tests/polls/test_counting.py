"""What is counted, beside a count by other code from the ballots as they were cast."""

from random import Random

import pytest

from assessments.polls import services
from assessments.polls.models import Poll, PollResult, Sheet
from tests.polls import making, oracle
from tests.polls.making import TODAY, any_opinion, vote

WEIGHTS = {"A": 40, "B": 30, "C": 30}


def cast_by_lot(held, seed, share, spoiled):
    """Votes by lot: `{category: [ballot, …]}`."""
    dice, cast = Random(seed), {}  # noqa: S311 - the same votes each time
    people = held.poll.subjects.count()
    for category, codes in held.codes.items():
        cast[category] = []
        for code in codes:
            if dice.random() < share:
                ballot = [any_opinion(dice, spoiled=spoiled) for _ in range(people)]
                vote(code, ballot)
                cast[category].append(ballot)
    return cast


def count(world, held):
    services.close(actor=world.city, poll=held.poll, seen=held.fresh().version, on=TODAY)
    return services.count(
        actor=world.city, poll=held.poll, halves=held.halves, seen=held.fresh().version, on=TODAY
    )


@pytest.mark.parametrize(
    ("seed", "voters", "share", "spoiled", "abstain"),
    [
        (1, {"A": 6, "B": 9, "C": 14}, 1.0, 0.05, True),
        (2, {"A": 6, "B": 9, "C": 14}, 0.9, 0.0, False),
        (3, {"A": 3, "B": 7, "C": 14}, 1.0, 0.0, True),
        (4, {"A": 3, "B": 3, "C": 12}, 0.8, 0.1, False),
        (5, {"A": 2, "C": 30}, 1.0, 0.6, True),
        (6, {"A": 2, "B": 2}, 1.0, 0.0, True),
        (7, {"B": 8, "C": 8}, 0.7, 0.2, False),
        (8, {"C": 20}, 1.0, 0.95, True),
        (9, {"A": 1, "B": 1, "C": 40}, 0.5, 0.1, True),
    ],
)
def test_the_same_as_counted_by_hand(world, seed, voters, share, spoiled, abstain):
    held = making.opened(world, voters=voters, people=("周雨晴", "曾可欣", "李明朗"))
    Poll.objects.filter(pk=held.poll.pk).update(abstain_counts=abstain)
    cast = cast_by_lot(held, seed, share, spoiled)
    result = count(world, held).result
    turnout = {name: (WEIGHTS[name], len(ballots)) for name, ballots in cast.items()}
    groups = oracle.merged(turnout, 5)
    assert [(row["categories"], row["weight"]) for row in result["groups"]] == groups
    assert [row["returned"] for row in result["turnout"]] == [len(cast[name]) for name in voters]
    for place, row in enumerate(result["people"]):
        given = {
            name: [(b[place].overall, b[place].aspects, b[place].fit) for b in ballots]
            for name, ballots in cast.items()
        }
        expected = oracle.person(given, groups, 5, abstain)
        assert (row["groups"], row["total"], row["weighted"]) == expected


def test_the_row_that_rules_read(world):
    held = making.counted(world, seed=3)
    for row in held.poll.result["people"]:
        kept, total = PollResult.objects.get(subject=row["subject"]), row["total"]
        assert kept.is_shown
        assert kept.cadre_id == row["cadre"]
        assert (kept.issued, kept.returned, kept.valid) == (25, 25, total["valid"])
        marks = [total["overall"][mark] for mark in "12340"]
        assert marks == [
            kept.excellent, kept.competent, kept.basic, kept.incompetent, kept.abstained
        ]  # fmt: skip
        style = total["aspects"]["style"]
        assert (kept.style_low, kept.style_valid) == (style["3"] + style["4"], sum(style.values()))
        assert (kept.fit_yes, kept.fit_no) == (total["fit"]["y"], total["fit"]["n"])
        weighted = row["weighted"]
        assert (
            kept.weighted is None
            if weighted is None
            else str(kept.weighted) == weighted["overall"]["1"]
        )


def test_abstentions_leave_the_denominator_where_the_poll_says_so(world):
    bases = []
    for title, counts in (("一", True), ("二", False)):
        held = making.opened(world, voters={"C": 10}, people=["周雨晴"], title=title)
        Poll.objects.filter(pk=held.poll.pk).update(abstain_counts=counts)
        for number, code in enumerate(held.codes["C"]):
            vote(code, [making.Opinion(overall="0" if number < 3 else "1")])
        done = count(world, held)
        assert done.result["settings"]["abstain_counts"] is counts
        bases.append(done.result["people"][0]["total"]["base"]["overall"])
        assert done.totals.get().counted == bases[-1]
    assert bases == [10, 7]


def test_nobody_came(world):
    held = making.opened(world)
    done = count(world, held)
    assert done.result["groups"] == []
    assert [row["total"] for row in done.result["people"]] == [{"too_few": True}] * 2
    assert not Sheet.objects.exists()
    assert PollResult.objects.filter(poll=done, is_shown=False, valid=0).count() == 2


def test_whoever_judges_by_results_is_told(world, settings, monkeypatch):
    told = []
    monkeypatch.setattr(
        "tests.polls.making.follow",
        lambda people, on: told.append((sorted(people), on)),
        raising=False,
    )
    settings.FOLLOWERS = ("tests.polls.making.follow",)
    held = making.counted(world)
    people = sorted(held.poll.subjects.values_list("cadre_id", flat=True))
    assert told == [(people, TODAY)]
