"""When each talk of the demonstration took place: nearly all in time, a few late, a few never."""

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from cadres.demo.dice import Dice
from cadres.demo.on_roster import OnRoster
from cadres.demo.scene import BUREAU
from policy.periods import Quarter

DAY = timedelta(days=1)
GRACE = timedelta(days=14)  # whoever came later than that before a quarter's end is not asked for
CARELESS = "市水务局"  # where the signs stand that a spot check is to find
SLACK_UNITS = 0.08
# Shares of talks held late, and never: where a unit is slack, and elsewhere.
SLACK, TIDY = (0.22, 0.12), (0.012, 0.006)
FIRST_LATE, LAST_LATE = 4, 38  # days after the quarter in which a talk is made up for
ENTERED_LATE = 34  # days, where one is careless


class Held(NamedTuple):
    """A talk: its day, the quarter it makes up for, and the days until it was entered."""

    on: date
    makes_up_for: date | None
    entered_after: int


@lru_cache(20_000)
def is_slack(unit_name: str) -> bool:
    """Whether a unit is late with many."""
    return crc32(unit_name.encode()) % 1000 < SLACK_UNITS * 1000


def held(
    dice: Dice, person: OnRoster, quarter: Quarter, on: date, place: int | None
) -> Held | None:
    """The talk for a quarter as known on a day; `place` counts the people of the bureau."""
    first = max(person.entered_on, quarter.first_day)
    last = quarter.last_day if person.left_on is None else min(quarter.last_day, person.left_on)
    if first > quarter.end - GRACE or first >= last:
        return None
    if place is not None and (planned := _in_bureau(place, quarter, first, on)) is not None:
        return planned if planned.on < on else None
    if person.unit_short == CARELESS and quarter != Quarter.of(on):
        return Held(_working(quarter.last_day, first), None, ENTERED_LATE)
    late, never = SLACK if is_slack(person.unit_name) else TIDY
    thrown = dice.random()
    day = first + (last - first) * dice.triangular(0, 1, 0.55)
    day = _working(day, first)
    after = dice.weighted(((0, 0.45), (1, 0.3), (2, 0.15), (4, 0.1)))
    delay = dice.between(FIRST_LATE, LAST_LATE)
    is_long_ago = quarter < Quarter.of(on).previous  # by then what was owed was made up for
    if (thrown < never and not is_long_ago) or (thrown < late + never and person.left_on):
        return None
    if thrown < late + never:
        made_up = _working(quarter.end + delay * DAY, quarter.end)
        return Held(made_up, quarter.first_day, after) if made_up < on else None
    return Held(day, None, after) if day < on else None


def _working(day: date, first: date) -> date:
    """No Saturday and no Sunday where that can be helped."""
    back = max(0, day.weekday() - 4)
    return day if day - back * DAY < first else day - back * DAY


NEVER = Held(date.max, None, 0)


def _in_bureau(place: int, quarter: Quarter, first: date, on: date) -> Held | None:
    """What the first three of the demonstration's bureau show: done, overdue, made up late."""
    present = Quarter.of(on)
    before = present.previous
    match place, (present == quarter, before == quarter, before.previous == quarter):
        case 0, (True, _, _):
            return Held(_working(max(first, on - 20 * DAY), first), None, 1)
        case 1, (True, _, _) | (_, True, _) | (_, _, True):
            return NEVER
        case 2, (True, _, _):
            return Held(max(first, on - 2 * DAY), None, 0)
        case 2, (_, True, _):
            return Held(_working(quarter.end + 9 * DAY, quarter.end), quarter.first_day, 1)
    return None


def place_in_bureau(person: OnRoster, seen: list[int]) -> int | None:
    """Which of the bureau's people still on the roster this is, from 0; `seen` keeps them."""
    if person.unit_short != BUREAU or person.left_on is not None:
        return None
    if person.cadre not in seen:
        seen.append(person.cadre)
    return seen.index(person.cadre)
