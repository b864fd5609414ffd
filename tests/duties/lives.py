"""Generated lives on the roster with their talks, and what clause 3.3.2 makes of them, day by day.

The second half is written from the words of the clause and counts days one by one; it shares no
line and no idea with the engine.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

DAY = timedelta(days=1)
START, END = date(2023, 7, 1), date(2025, 12, 31)
# Days on which things like to go wrong, and on which many of the lives turn.
BORDERS = (
    date(2023, 9, 30), date(2023, 10, 1), date(2023, 12, 17), date(2023, 12, 18),
    date(2023, 12, 19), date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 28),
    date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 17), date(2024, 3, 18), date(2024, 3, 31),
    date(2024, 4, 1), date(2024, 6, 30), date(2024, 12, 31), date(2025, 2, 28), date(2025, 3, 1),
    date(2025, 3, 24), date(2025, 3, 25), date(2025, 3, 31), date(2025, 4, 1),
)  # fmt: skip
CITY, COUNTY = "市科技局", "柳河镇"


class Held(NamedTuple):
    """A talk; `makes_up_for` is the first day of an earlier quarter, `voided` a record struck."""

    on: date
    makes_up_for: date | None
    voided: bool


@dataclass
class Life:
    """One person: where, his stays (half-open), and the talks that were held with him."""

    number: int
    unit: str
    stays: list[tuple[date, date | None]] = field(default_factory=list)
    talks: list[Held] = field(default_factory=list)


def lives(count: int, seed: int) -> list[Life]:
    """As many lives, the same for the same seed."""
    dice = Random(seed)  # noqa: S311 - lives, no secrets
    pause = [(date(2024, 8, 1), date(2024, 8, 10)), (date(2024, 8, 20), None)]
    return [Life(0, CITY, pause), *(_life(number, dice) for number in range(1, count))]


def _day(dice: Random, after: date = START - 400 * DAY) -> date:
    later = [day for day in BORDERS if day > after]
    if later and dice.random() < 0.5:
        return dice.choice(later)
    return after + dice.randint(1, max((END - after).days, 2)) * DAY


def _life(number: int, dice: Random) -> Life:
    life = Life(number, dice.choice((CITY, COUNTY)))
    entered = _day(dice)
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3))):
        left = None
        if dice.random() < 0.6:
            left = entered + dice.choice((1, 2, 20, 60, 91)) * DAY
            left = _day(dice, entered) if dice.random() < 0.6 else left
        life.stays.append((entered, left))
        if left is None:
            break
        entered = left + dice.choice((0, 1, 10, 40, 200)) * DAY  # back on the day he left, or later
    held: set[date] = set()
    for _ in range(dice.choice((0, 2, 5, 9, 14))):
        on = _day(dice, START - DAY)
        if on in held:
            continue
        held.add(on)
        earlier = None
        if dice.random() < 0.2:
            earlier = first_of_quarter(first_of_quarter(on) - DAY)
        life.talks.append(Held(on, earlier, dice.random() < 0.15))
    life.talks.sort()
    return life


# --- what the clause says -----------------------------------------------------------------------


def first_of_quarter(day: date) -> date:
    """1 January, April, July or October."""
    return date(day.year, {1: 1, 2: 4, 3: 7, 4: 10}[-(-day.month // 3)], 1)


def last_of_quarter(day: date) -> date:
    """The last day of the third month."""
    month = first_of_quarter(day).month + 2
    return date(day.year, month, monthrange(day.year, month)[1])


class Owed(NamedTuple):
    """A duty as it stands: `opened` to `due`, done by the talk `proof` (its place in the life)."""

    state: str
    opened: date
    due: date
    yellow: date
    done: date | None
    proof: int | None
    withdrawn: date | None


class Rule(NamedTuple):
    """The figures of a unit for a quarter."""

    times: int
    grace: int
    yellow: int


def figures(unit: str, first: date) -> Rule:
    """The city's; the county is stricter from the second quarter of 2024 on."""
    if unit == COUNTY and first >= date(2024, 4, 1):
        return Rule(times=2, grace=7, yellow=60)
    return Rule(times=1, grace=14, yellow=45)


def duties(life: Life, on: date) -> dict[date, Owed]:
    """What is owed about him by the first day of the quarter, as it stood on a day."""
    found = {}
    first = first_of_quarter(START)
    while first <= on:
        owed = _quarter(life, first, on)
        if owed is not None:
            found[first] = owed
        first = last_of_quarter(first) + DAY
    return found


def _quarter(life: Life, first: date, on: date) -> Owed | None:
    last = last_of_quarter(first)
    rule = figures(life.unit, first)
    known = [(came, went) for came, went in life.stays if came <= on]
    there = []
    for came, went in known:
        days = [first + n * DAY for n in range((last - first).days + 1)]
        days = [day for day in days if came <= day and (went is None or day < went)]
        left_of_quarter = sum(1 for n in range(92) if came <= first + n * DAY <= last)
        if days and (came < first or left_of_quarter >= max(rule.grace, 1)):
            there.append((days[0], went))
    if not there:
        return None
    opened = min(day for day, _ in there)
    if opened > on:
        return None
    counting = [
        (held.on, place)
        for place, held in enumerate(life.talks)
        if not held.voided and first_of_quarter(held.makes_up_for or held.on) == first
    ]
    yellow = last - rule.yellow * DAY
    ends = [went for _, went in there if went is not None]
    gone = max(ends) if len(ends) == len(there) and max(ends) <= on else None
    if len(counting) >= rule.times and counting[rule.times - 1][0] <= on:
        done, proof = counting[rule.times - 1]
        gone = gone if gone is not None and gone < done else None  # made up for after he had left
        return Owed("done", opened, last, yellow, done, proof, gone)
    state = "open" if gone is None else "withdrawn"
    return Owed(state, opened, last, yellow, None, None, gone)


def light(owed: Owed, on: date) -> str:
    """The light on a day."""
    if owed.state != "open":
        return owed.state
    if on > owed.due:
        return "overdue"
    return "soon" if on >= owed.yellow else "later"


def away(life: Life, first: date, on: date, later: date) -> bool:
    """He had left on the day, but by a later one has come back within the same quarter."""
    then, now = _quarter(life, first, on), _quarter(life, first, later)
    gone = then is not None and then.state == "withdrawn"
    return gone and now is not None and now.withdrawn != then.withdrawn  # type: ignore[union-attr]
