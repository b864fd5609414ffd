"""Which unit a line of the résumé begins with: today's names and those of former years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from cadres.importing.units import OTHER_BODY, PARTY, PLACES, shorter
from cadres.people.querysets import KEEPERS
from core.arrays import among
from core.choices import UnitKind
from core.units.models import Unit, UnitPeriod

SEATS = {UnitKind.CITY: "市", UnitKind.COUNTY: "县区"}


class Place(NamedTuple):
    """What is needed of a unit."""

    pk: int
    name: str
    short_name: str
    kind: str
    level: str
    path: str

    def __str__(self) -> str:
        return self.short_name


class Called(NamedTuple):
    """A unit under a name that it had from a day up to another."""

    place: Place
    since: date | None
    until: date | None
    is_former: bool

    def meets(self, since: date, until: date | None) -> bool:
        """Whether it was called so at any time of a period."""
        begun = self.since is None or until is None or self.since < until
        return begun and (self.until is None or since < self.until)


class Found(NamedTuple):
    """The unit and the rest of the text, or the sentence why there is none; `guess`: how sure."""

    place: Place | None
    rest: str = ""
    fault: str = ""
    guess: str = ""


class UnitNames:
    """The units that an actor may post people to, by every name that they ever had.

    Three statements.
    """

    def __init__(self, actor: Any) -> None:
        units = Unit.objects.visible_to(actor, acting_as=KEEPERS).employers()
        places = [Place(*row) for row in units.values_list(*Place._fields)]
        self.places = {place.pk: place for place in places}
        self._called: dict[str, list[Called]] = defaultdict(list)
        self._of_unit: dict[int, set[str]] = defaultdict(set)
        for place in places:
            self._take(place, place.name, place.short_name, None, None, is_former=False)
        periods = UnitPeriod.objects.filter(unit__in=units.values("pk"))
        for pk, during, name, short in periods.values_list("unit", "during", "name", "short_name"):
            place = self.places[pk]
            if {name, short} - self._of_unit[pk]:
                self._take(place, name, short, during.lower, during.upper, is_former=True)
        self._above(places)
        self.longest = max(map(len, self._called), default=0)

    def _take(
        self,
        place: Place,
        name: str,
        short: str,
        since: date | None,
        until: date | None,
        *,
        is_former: bool,
    ) -> None:
        for one in {name, short, PARTY.sub("", name)}:
            self._called[one].append(Called(place, since, until, is_former))
            self._of_unit[place.pk].add(one)

    def _above(self, places: Sequence[Place]) -> None:
        """The names of those above that are out of reach themselves."""
        keys = {int(key) for place in places for key in place.path.split("/") if key}
        rows = Unit.objects.filter(among("pk", keys - set(self.places)))
        for pk, name, short in rows.values_list("pk", "name", "short_name"):
            self._of_unit[pk] |= {name, short}

    def begin(self, text: str, since: date, until: date | None) -> Found:
        """The unit with whose name the text begins, and what follows the name."""
        for words, above in shorter("".join(text.split()), county=True):
            for length in range(min(len(words), self.longest), 1, -1):
                called = self._called.get(words[:length])
                if not called:
                    continue
                if called[0].place.kind in PLACES and _is_other(words[length:]):
                    break  # some other body of that city or county
                return self._only(called, words[:length], words[length:], above, since, until)
        return Found(None, fault="看不出是哪个单位，或不在您的范围内")

    def _only(
        self,
        called: Sequence[Called],
        name: str,
        rest: str,
        above: Sequence[str],
        since: date,
        until: date | None,
    ) -> Found:
        fitting = {one.place.pk: one for one in called if self._lies_below(one.place, above)}
        then = {
            one.place.pk: one
            for one in called
            if one.place.pk in fitting and one.meets(since, until)
        }
        chosen = then if len(then) == 1 else fitting
        if len(chosen) != 1:
            many = fitting or {one.place.pk: one for one in called}
            names = "、".join(one.place.name for one in list(many.values())[:3])
            return Found(None, fault=f"“{name}”可能是{names}，分不清是哪个单位")
        (one,) = chosen.values()
        guess = f"“{name}”是{one.place.short_name}的曾用名" if one.is_former else ""
        return Found(one.place, _title(one.place, name, rest), guess=guess)

    def _lies_below(self, place: Place, above: Sequence[str]) -> bool:
        """Whether the province, city and county that were written are those of the unit."""
        names = {
            name for key in place.path.split("/") if key for name in self._of_unit.get(int(key), ())
        }
        for part in above:
            is_told = part[-1] in "县区" or any(part[-1] in name for name in names)
            if is_told and not any(part in name for name in names):
                return False
        return True


def _is_other(rest: str) -> bool:
    """Whether what follows the name of a city or county is a body of it, not one of its leaders."""
    first = rest.partition("、")[0]
    return bool(OTHER_BODY.search(first)) and not first.startswith(("委书记", "委副书记", "委常委"))


def _title(place: Place, name: str, rest: str) -> str:
    """The post without the unit: of 青川县委书记 it is 县委书记."""
    if rest.startswith(("委", "人大", "政协")) and name[-1] in SEATS.get(UnitKind(place.kind), ""):
        rest = f"{name[-1]}{rest}"
    return rest.strip("，、,：: 　")
