"""Where each invented person sits: a number leads to a seat in a unit, and onto the roster.

Nothing is kept per person, so that a million take no more memory than a hundred.
"""

from bisect import bisect_right
from collections.abc import Sequence
from enum import IntEnum
from itertools import accumulate
from math import gcd
from typing import NamedTuple

from cadres.demo.offices import GOVERNMENTS, Office

GOLDEN = 0.618034
# ZB09 from the highest in a city down; a unit's level is that of its principal.
LADDER = ("1A21", "1A22", "1A31", "1A32", "1A41", "1A42", "1A50")
COUNTY_DEPUTY, SECTION_PRINCIPAL, SECTION_DEPUTY, CLERK = 3, 4, 5, 6  # places on the ladder
PRINCIPAL_STEP = {"105": 0, "106": 1, "107": 2, "108": 3, "109": 4, "110": 5}

RETURNER = 3  # which of those on the roster left it and came back

LEADERS_SHARE, HEADS_SHARE, SECONDS_SHARE = 0.45, 0.18, 0.12
WEIGHTS = {
    "city_department": 18,
    "county_department": 9,
    "township": 16,
    "street": 14,
    "enterprise": 22,
    "institution": 10,
}
STATION_WEIGHT = 2  # of units at the level of 乡科副


class Role(IntEnum):
    """What a seat is, from the first to the last of a unit."""

    PRINCIPAL = 1
    DEPUTY = 2
    HEAD = 3
    SECOND = 4
    STAFF = 5


ROLES = tuple(Role)  # an enumeration is slow to go through


class Seat(NamedTuple):
    """A seat: `order` in its unit and in its `role` from 0; `stay` counts those on the roster."""

    office: Office
    order: int
    role: Role
    in_role: int
    step: int  # on the ladder
    stay: int | None


def step_of(office: Office, role: Role) -> int:
    """The step of a role: sections exist from 县处副 up, below them 股级 counts as 科员."""
    top = PRINCIPAL_STEP[office.level]
    match role:
        case Role.PRINCIPAL:
            return top
        case Role.DEPUTY:
            return min(top + 1, CLERK)
        case Role.HEAD if top <= COUNTY_DEPUTY:
            return max(SECTION_PRINCIPAL, top + 2)
        case Role.SECOND if top < COUNTY_DEPUTY:
            return SECTION_DEPUTY
    return CLERK


class Staffing(NamedTuple):
    """How many of each role a unit has."""

    principals: int
    deputies: int
    heads: int
    seconds: int
    staff: int

    @classmethod
    def of(cls, office: Office, people: int) -> "Staffing":
        """Leaders within the quotas and never more than half of the people; then the sections."""
        government = office.kind in GOVERNMENTS
        most = people if government else max(1, round(people * LEADERS_SHARE))
        principals = min(office.principals, most, people)
        deputies = min(office.deputies, most - principals, people - principals)
        rest = people - principals - deputies
        heads, seconds = round(rest * HEADS_SHARE), round(rest * SECONDS_SHARE)
        return cls(principals, deputies, heads, seconds, rest - heads - seconds)

    def role_at(self, order: int) -> tuple[Role, int]:
        """The role of a seat, and which one of its kind it is."""
        for role, size in zip(ROLES, self, strict=True):
            if order < size:
                return role, order
            order -= size
        raise ValueError("no such seat")

    def open_from(self, office: Office) -> int:
        """The first seat whose holder may be a young cadre: leaders at county level are older."""
        leaders = self.principals + self.deputies
        top = PRINCIPAL_STEP[office.level]
        if top >= SECTION_PRINCIPAL:
            return 0
        if top == COUNTY_DEPUTY:
            return self.principals
        # Of a county or a city organ the last deputy, for the roster reaches up to 县处副.
        return leaders - (1 if self.deputies and top == COUNTY_DEPUTY - 1 else 0)


class Seating:
    """Seats for `people`, of whom exactly `roster` are or were on the roster."""

    def __init__(self, offices: Sequence[Office], people: int, roster: int) -> None:
        self.offices = offices
        self.people = people
        counts = _spread(offices, people)
        self.staffing = [Staffing.of(office, n) for office, n in zip(offices, counts, strict=True)]
        self._ends = list(accumulate(counts))
        self._closed = [
            min(staffing.open_from(office), count)
            for staffing, office, count in zip(self.staffing, offices, counts, strict=True)
        ]
        self._closed_before = [0, *accumulate(self._closed)]
        self._all_closed = self._closed_before[-1]
        self._young = min(roster, people - self._all_closed)
        self._older = roster - self._young
        self._stride = _coprime(people)

    def seat(self, number: int) -> Seat:
        """The seat of person `number`, from 0; neighbours in number sit far apart."""
        return self.at(number * self._stride % self.people)

    def number_at(self, place: int) -> int:
        """Whose seat a place is: the other way round."""
        return place * pow(self._stride, -1, self.people) % self.people

    def at(self, place: int) -> Seat:
        """The seat at a place, counted through all units in their order."""
        which = bisect_right(self._ends, place)
        office = self.offices[which]
        order = place - (self._ends[which - 1] if which else 0)
        role, in_role = self.staffing[which].role_at(order)
        stay = self._stay(which, place, order)
        return Seat(office, order, role, in_role, step_of(office, role), stay)

    def places_of(self, short_name: str) -> range:
        """The places of one unit; none when there is no such unit."""
        for which, office in enumerate(self.offices):
            if office.short_name == short_name:
                return range(self._ends[which - 1] if which else 0, self._ends[which])
        return range(0)

    def _stay(self, which: int, place: int, order: int) -> int | None:
        """Every so many-th seat is on the roster, of the older ones only when the rest are full."""
        closed = self._closed[which]
        if order < closed:
            return _nth(self._closed_before[which] + order, self._all_closed, self._older)
        rank = place - self._closed_before[which + 1]
        found = _nth(rank, self.people - self._all_closed, self._young)
        return None if found is None else self._older + found


def _nth(rank: int, size: int, wanted: int) -> int | None:
    """Of `size` ranks exactly `wanted` are taken, evenly: which one this is, or none."""
    before = rank * wanted // size
    return before if (rank + 1) * wanted // size > before else None


def _spread(offices: Sequence[Office], people: int) -> list[int]:
    """People per unit: governments their leaders, the others by weight, to the last person."""
    counts = [
        min(office.principals + office.deputies, people // 300) if _governs(office) else 0
        for office in offices
    ]
    weights = [0 if _governs(office) else _weight(office) for office in offices]
    left, total = people - sum(counts), sum(weights)
    ends = [reached * left // max(total, 1) for reached in accumulate(weights)]
    return [
        count + end - start for count, start, end in zip(counts, [0, *ends], ends, strict=False)
    ]


def _governs(office: Office) -> bool:
    return office.kind in GOVERNMENTS


def _weight(office: Office) -> int:
    return STATION_WEIGHT if office.level == "110" else WEIGHTS[office.kind]


def _coprime(size: int) -> int:
    """A stride near the golden section that visits every place once."""
    stride = max(1, int(size * GOLDEN))
    while gcd(stride, size) != 1:
        stride += 1
    return stride
