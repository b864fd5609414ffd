"""Mentors of the demonstration with sessions and reviews, after its people were loaded."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cadres.demo.dice import Dice
from cadres.demo.on_roster import Leader, Leaders, OnRoster, batches
from cadres.demo.scene import BUREAU
from core.copying import copy_rows, reserved_ids
from training.choices import ReviewKind
from training.demo import words
from training.demo.rounds import Round, rounds
from training.mentoring.rounds import middle_of

SALT = 17  # dice of their own, so that talks do not depend on mentors
EVER = date(1900, 1, 1)
ROUND = (
    "id", "version", "changed_at", "cadre_id", "mentor_id", "since", "until", "ended_on",
    "end_reason", "end_note", "rhythm", "people", "goals", "content", "exception", "document",
)  # fmt: skip
SESSION = ("mentorship_id", "held_on", "place", "content", "entered_at")
REVIEW = (
    "mentorship_id", "kind", "held_on", "grade", "opinion", "reviewed_by", "entered_at",
)  # fmt: skip
REVIEWED = 0.95  # of reviews that were due lately were held, of earlier ones all
LONG_AGO = 120  # days
REVIEW_DAYS = 30
SESSIONS_SINCE = 365 * 2  # days back; older rounds keep only their reviews
Row = list[Any]


def load_mentors(*, on: date, seed: int = 2026) -> int:
    """Rounds up to the day before `on`; the same for the same people, day and seed. How many."""
    writer = Writer(on)
    count = 0
    for dice, people in batches(EVER, seed + SALT):
        count += writer.write(dice, people)
    return count


@dataclass(slots=True)
class Writer:
    """Writes the rounds of a batch of people; remembers how many each mentor has."""

    on: date
    leaders: Leaders = field(default_factory=Leaders)
    load: Counter = field(default_factory=Counter)
    bureau: list[int] = field(default_factory=list)

    def write(self, dice: Dice, people: list[OnRoster]) -> int:
        """COPY in the order of the foreign keys."""
        made: list[tuple[Row, Round]] = []
        for person in people:
            found = rounds(dice, person, self.on, self._place(person))
            made.extend(self._rows(dice, person, found))
        keys = reserved_ids("training_mentorship", len(made))
        sessions: list[Row] = []
        reviews: list[Row] = []
        for key, (row, one) in zip(keys, made, strict=True):
            row[0] = key
            sessions.extend(_sessions(dice, key, one, self.on))
            reviews.extend(_reviews(dice, key, one, self.on))
        copy_rows("training_mentorship", ROUND, [row for row, _ in made])
        copy_rows("training_mentoringsession", SESSION, sessions)
        copy_rows("training_mentoringreview", REVIEW, reviews)
        return len(made)

    def _place(self, person: OnRoster) -> int | None:
        if person.unit_short != BUREAU or person.left_on is not None:
            return None
        if person.cadre not in self.bureau:
            self.bureau.append(person.cadre)
        return self.bureau.index(person.cadre)

    def _rows(self, dice: Dice, person: OnRoster, found: list[Round]) -> list[tuple[Row, Round]]:
        rows = []
        last = None
        for one in found:
            mentor = self._mentor(person, one, last)
            if mentor is None:
                break
            last = mentor.pk
            shared = words.SHARED if one.ended_on is None and self.load[mentor.pk] > 1 else ""
            row = [
                0, 1, _at(one.since), person.cadre, mentor.pk, one.since, one.until, one.ended_on,
                one.reason, "", dice.one_of(words.RHYTHMS), "", dice.one_of(words.GOALS),
                dice.one_of(words.CONTENTS), shared, f"〔{one.since.year}〕帮带通知",
            ]  # fmt: skip
            rows.append((row, one))
        return rows

    def _mentor(self, person: OnRoster, one: Round, last: int | None) -> Leader | None:
        """Whoever of those above has the fewest, the nearest first; not the same one again."""
        able = [leader for leader in self.leaders.above(person) if leader.pk != last][:12]
        if not able:
            return None
        chosen = min(able, key=lambda leader: self.load[leader.pk])
        if one.ended_on is None:
            self.load[chosen.pk] += 1
        return chosen


def _sessions(dice: Dice, key: int, one: Round, on: date) -> list[Row]:
    """About one every two months, up to the day before `on`."""
    end = min(one.over, on)
    day = max(one.since, on - timedelta(days=SESSIONS_SINCE)) + timedelta(days=dice.between(8, 40))
    rows = []
    while day < end:
        if day.weekday() < 5:
            rows.append(
                [key, day, dice.one_of(words.PLACES), dice.one_of(words.SESSIONS), _at(day)]
            )
        day += timedelta(days=dice.between(45, 90))
    return rows


def _reviews(dice: Dice, key: int, one: Round, on: date) -> list[Row]:
    """The review half-way and the one at the end, where their day has come."""
    over = one.over
    half = middle_of(one.since, one.until)
    due = [(ReviewKind.MIDTERM, half, words.MIDTERM)] if half < over else []
    if one.ended_on is not None and over >= half:
        due.append((ReviewKind.FINAL, over, words.FINAL))
    rows = []
    for kind, day, opinions in due:
        held = day + timedelta(days=dice.between(2, REVIEW_DAYS - 3))
        is_long_ago = (on - day).days > LONG_AGO
        if held < on and (is_long_ago or dice.happens(REVIEWED)):
            rows.append(
                [key, kind.value, held, dice.weighted(words.GRADES), dice.one_of(opinions),
                 "单位党组织", _at(held)]
            )  # fmt: skip
    return rows


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(16, 30)))
