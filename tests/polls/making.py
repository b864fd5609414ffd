"""Polls in the test world, by the verbs: prepared, printed, open, voted in, counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from assessments.polls import services
from assessments.polls.ballots import Opinion
from assessments.polls.choices import Aspect, Fit, Level, Overall, VotingMode
from assessments.polls.models import Electorate, Poll
from assessments.polls.services import Voters
from core.accounts.models import User
from tests.world import World
from tests.world_people import TODAY

USUAL = {"A": 5, "B": 8, "C": 12}
PEOPLE = ("周雨晴", "曾可欣")


@dataclass
class Held:
    """A poll, the codes of its slips by category, and the halves of its key once it is open."""

    poll: Poll
    codes: dict[str, list[str]] = field(default_factory=dict)
    halves: tuple[str, str] = ("", "")

    def electorate(self, category: str) -> Electorate:
        """A category of voters."""
        return self.poll.electorates.select_related("poll").get(category=category)

    def fresh(self) -> Poll:
        """The poll as it is now."""
        self.poll = Poll.objects.select_related("unit").get(pk=self.poll.pk)
        return self.poll


def poll(
    world: World,
    *,
    unit: str = "市交通运输局",
    people: Sequence[str] = PEOPLE,
    voters: dict[str, int] | None = None,
    paper: Iterable[str] = (),
    on: date = TODAY,
    days: int = 7,
    title: str = "2026年度民主测评",
    actor: User | None = None,
    **more: Any,
) -> Poll:
    """A draft with people and categories; `paper` are the categories that vote on paper."""
    actor = actor or world.city
    made = services.create(
        actor=actor,
        unit=world.named[unit],
        year=on.year,
        title=title,
        opens_on=on,
        closes_on=on + timedelta(days=days),
        on=on,
        **more,
    )
    made = services.set_people(
        actor=actor, poll=made, people=[world.cadres[name] for name in people], seen=made.version
    )
    rows = [
        Voters(category, number, VotingMode.PAPER if category in paper else VotingMode.CODES)
        for category, number in (USUAL if voters is None else voters).items()
    ]
    return services.set_electorates(actor=actor, poll=made, voters=rows, seen=made.version)


def with_codes(world: World, **more: Any) -> Held:
    """A draft whose slips are printed: one for everybody who is expected."""
    held = Held(poll(world, **more))
    actor = more.get("actor") or world.city
    for one in held.poll.electorates.filter(mode=VotingMode.CODES):
        held.codes[one.category] = services.issue(
            actor=actor, electorate=one, number=one.expected, seen=held.fresh().version
        )
    held.fresh()
    return held


def opened(world: World, *, on: date = TODAY, **more: Any) -> Held:
    """A poll that takes ballots."""
    held = with_codes(world, on=on, **more)
    actor = more.get("actor") or world.city
    held.halves = services.open_poll(actor=actor, poll=held.poll, seen=held.poll.version, on=on)
    held.fresh()
    return held


def voted(
    world: World, *, on: date = TODAY, share: float = 1.0, seed: int = 7, **more: Any
) -> Held:
    """An open poll in which a share of the codes has voted, by lot of `seed`."""
    held, dice = opened(world, on=on, **more), Random(seed)  # noqa: S311 - the same votes each time
    people = held.poll.subjects.count()
    for codes in held.codes.values():
        for code in codes[: round(share * len(codes))]:
            vote(code, [any_opinion(dice) for _ in range(people)], on=on)
    return held


def closed(world: World, *, on: date = TODAY, **more: Any) -> Held:
    """A poll that takes no more ballots."""
    held = voted(world, on=on, **more)
    services.close(
        actor=more.get("actor") or world.city, poll=held.poll, seen=held.fresh().version, on=on
    )
    held.fresh()
    return held


def counted(world: World, *, on: date = TODAY, **more: Any) -> Held:
    """A poll that is counted and sealed."""
    held = closed(world, on=on, **more)
    actor = more.get("actor") or world.city
    services.count(actor=actor, poll=held.poll, halves=held.halves, seen=held.poll.version, on=on)
    held.fresh()
    return held


def vote(code: str, opinions: Sequence[Opinion], on: date = TODAY) -> None:
    """One ballot."""
    services.cast(admission=services.find_code(code=code, on=on), opinions=opinions)


def any_opinion(dice: Random, *, spoiled: float = 0.1) -> Opinion:
    """An opinion by lot: some spoiled, some without a mark here and there, some with words."""
    if dice.random() < spoiled:
        return Opinion(overall=dice.choice("-x"), aspects="12x-4")
    return Opinion(
        overall=dice.choice(Overall.values),
        aspects="".join(dice.choice([*Level.values, "-", "x"]) for _ in Aspect),
        fit=dice.choice([*Fit.values, "-"]),
        words=dice.choice(["", "", "作风扎实，能深入一线。", "沟通协调有待加强。"]),
    )


def good(words: str = "") -> Opinion:
    """Somebody thinks well of somebody."""
    return Opinion(overall="1", aspects="11111", fit="y", words=words)


def poor() -> Opinion:
    """Somebody does not."""
    return Opinion(overall="4", aspects="44444", fit="n")


def tally(returned: int, *, invalid: int = 0, overall: dict[str, int] | None = None) -> dict:
    """Paper about one person: everybody said 称职 unless told otherwise."""
    valid = returned - invalid
    return {
        "returned": returned,
        "invalid": invalid,
        "overall": overall or {"2": valid},
        **{str(aspect): {"2": valid} for aspect in Aspect},
        "fit": {"y": valid},
    }


def enter(world: World, held: Held, category: str, numbers: dict, *who: str) -> None:
    """Paper of a category, the same about everybody, as each of `who` counted it."""
    for name in who or ("city", "secretary"):
        services.enter_paper(
            actor=world.users[name],
            electorate=held.electorate(category),
            numbers={row.pk: numbers for row in held.poll.subjects.all()},
        )
