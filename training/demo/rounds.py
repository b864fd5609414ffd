"""How the rounds of one person followed each other, up to a day."""

from datetime import date, timedelta
from typing import NamedTuple

from cadres.demo.dice import Dice
from cadres.demo.on_roster import OnRoster
from training.choices import EndReason
from training.mentoring.rounds import full_after

MONTHS = 24  # a round, clause 3.1.2
DAY = timedelta(days=1)
UNPAIRED = 0.004  # of those on the roster never had a mentor
LAPSED = 0.03  # of rounds that ended lately were not followed yet
CHANGED = 0.1  # of rounds ended early, since the mentor moved
ENDS_SOON = 8  # days until the round of the first of the demonstration's bureau is full


class Round(NamedTuple):
    """One round; `ended_on` and its reason are empty while it runs."""

    since: date
    until: date
    ended_on: date | None = None
    reason: str = ""

    @property
    def over(self) -> date:
        """The day on which it ended early, or was full."""
        return self.until if self.ended_on is None else min(self.ended_on, self.until)


def rounds(dice: Dice, person: OnRoster, on: date, place: int | None) -> list[Round]:
    """The rounds of one stay; `place` counts the people of the demonstration's bureau."""
    if place is None and dice.happens(UNPAIRED):
        return []
    if place == 1:
        return _mentor_has_moved(person, on)
    if place == 0 and (fixed := _ending_soon(person, on)):
        return [fixed]
    end = min(on, person.left_on or on)
    found: list[Round] = []
    since = person.entered_on + dice.between(3, 28) * DAY
    while since < end:
        one = _one(dice, since, person, on)
        found.append(one)
        if one.ended_on is None or one.reason == EndReason.LEFT_ROSTER:
            break
        is_recent = (on - one.ended_on).days < 120
        if is_recent and place is None and dice.happens(LAPSED):
            break
        since = one.ended_on + dice.between(0, 24) * DAY
    return found


def _one(dice: Dice, since: date, person: OnRoster, on: date) -> Round:
    until = full_after(since, MONTHS)
    stops = until
    reason = EndReason.COMPLETED
    if dice.happens(CHANGED):
        stops, reason = since + dice.between(200, 640) * DAY, EndReason.MENTOR_MOVED
    if person.left_on is not None and person.left_on < stops:
        stops, reason = person.left_on, EndReason.LEFT_ROSTER
    if stops >= on:
        return Round(since, until)
    return Round(since, until, stops, reason.value)


def _mentor_has_moved(person: OnRoster, on: date) -> list[Round]:
    """A round that ended a few days ago, and none since."""
    since = max(person.entered_on, on - 500 * DAY)
    return [Round(since, full_after(since, MONTHS), on - 10 * DAY, EndReason.MENTOR_MOVED.value)]


def _ending_soon(person: OnRoster, on: date) -> Round | None:
    """A round that will be full in a few days."""
    until = on + ENDS_SOON * DAY
    since = until.replace(year=until.year - MONTHS // 12, day=min(until.day, 28))
    return Round(since, full_after(since, MONTHS)) if since >= person.entered_on else None
