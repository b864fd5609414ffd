"""The setting of one demonstration: who sits where, and the few who are named beforehand."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from cadres.demo.dice import Dice
from cadres.demo.lives import Life, live
from cadres.demo.offices import Office
from cadres.demo.openings import Openings
from cadres.demo.reserves import Reserve, reserves
from cadres.demo.seats import Role, Seating
from cadres.demo.stays import Stay, stays
from core.demo.accounts import ACCOUNTS
from core.demo.people import Name, names

BATCH = 1000  # people drawn with one set of dice
PRIME = 1_000_003
BUREAU = "市交通运输局"  # where the unit accounts of the demonstration are


class Person(NamedTuple):
    """A life, and what the roster and the reserve pools know of it."""

    life: Life
    stays: list[Stay]
    reserves: list[Reserve]


class Scene:
    """Everything from which the people of one demonstration follow."""

    def __init__(self, offices: Sequence[Office], people: int, roster: int, seed: int) -> None:
        self.seating = Seating(offices, people, roster)
        self.openings = Openings(offices)
        self.people = people
        self.seed = seed

    @property
    def batches(self) -> range:
        """Numbers of the batches."""
        return range(-(-self.people // BATCH))

    def people_of(self, batch: int) -> Iterator[Person]:
        """The people of one batch, whatever became of the others."""
        first = batch * BATCH
        count = min(BATCH, self.people - first)
        seed = self.seed * PRIME + batch
        dice = Dice(seed)
        for number, name in enumerate(names(count, seed), start=first):
            seat = self.seating.seat(number)
            life = live(dice, number, self.named.get(number, name), seat, self.openings)
            there = stays(dice, life)
            yield Person(life, there, reserves(dice, life, there))

    @cached_property
    def account_holder(self) -> int | None:
        """Who has the account “cadre”: somebody of the bureau on the roster, no leader."""
        places = self.seating.places_of(BUREAU)
        seats = ((place, self.seating.at(place)) for place in places)
        young = (
            place for place, seat in seats if seat.stay is not None and seat.role > Role.DEPUTY
        )
        place = next(young, None)
        return None if place is None else self.seating.number_at(place)

    @cached_property
    def named(self) -> dict[int, Name]:
        """Holders of demonstration accounts under their names, and a namesake of one."""
        by_role = {account.role: account.name for account in ACCOUNTS}
        cast: dict[int, Name] = {}
        holder = self.account_holder
        if holder is None:
            return cast
        own = _name(by_role["cadre"])
        cast[holder] = own
        leader = self.seating.number_at(self.seating.places_of(BUREAU)[0])
        cast[leader] = _name(by_role["unit_secretary"])
        namesake = next(
            (n for n in range(self.people) if n not in cast and self._elsewhere(n)), None
        )
        if namesake is not None:
            cast[namesake] = own
        return cast

    def _elsewhere(self, number: int) -> bool:
        seat = self.seating.seat(number)
        return seat.stay is not None and seat.office.short_name != BUREAU


def _name(text: str) -> Name:
    """A man's name with a surname of one character, as those of the accounts are."""
    return Name(text[0], text[1:], "1")
