"""Where somebody may have worked before: units and roles by region and step of the ladder."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from cadres.demo.dice import Dice
from cadres.demo.offices import GOVERNMENTS, ORGANS, Office
from cadres.demo.seats import CLERK, Role, step_of


class Place(NamedTuple):
    """A role in a unit."""

    office: Office
    role: Role


class Openings:
    """Posts of organs, by county (empty: the city's own) and step."""

    def __init__(self, offices: Sequence[Office]) -> None:
        found: dict[tuple[str, int], list[Place]] = defaultdict(list)
        everywhere: dict[int, list[Place]] = defaultdict(list)
        for office in offices:
            if office.kind not in ORGANS:
                continue
            for role in (Role.PRINCIPAL, Role.DEPUTY) if office.kind in GOVERNMENTS else Role:
                step, place = step_of(office, role), Place(office, role)
                if step < CLERK or role == Role.STAFF:
                    found[office.county, step].append(place)
                    everywhere[step].append(place)
        self._found = {key: tuple(places) for key, places in found.items()}
        self._everywhere = {step: tuple(places) for step, places in everywhere.items()}
        towns = [office for office in offices if office.kind in ("township", "street")]
        self.has_towns = bool(towns)
        self._towns: dict[str, list[Office]] = {"": towns}
        for town in towns:
            self._towns.setdefault(town.county, []).append(town)

    def towns(self, county: str) -> list[Office]:
        """The towns and streets of a county, or of the whole city."""
        return self._towns.get(county) or self._towns[""]

    def before(self, dice: Dice, office: Office, step: int, *, far: float) -> Place:
        """A post on `step` from which one may have come to `office`; there is always one.

        `far`: the share of those in the city itself who came from anywhere, the counties included.
        """
        if step == CLERK and dice.happens(0.45 if office.is_organ else 0.9):
            return Place(office, Role.STAFF)
        if not office.is_organ and dice.happens(0.8):
            own = [role for role in Role if step_of(office, role) == step]
            if own:
                return Place(office, dice.one_of(own))
        region = office.county
        if not region and dice.happens(far):
            return dice.one_of(self._everywhere.get(step) or (Place(office, Role.STAFF),))
        places = self._found.get((region, step)) or self._everywhere.get(step)
        return dice.one_of(places or (Place(office, Role.STAFF),))
