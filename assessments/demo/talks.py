"""Talks and concerns of the demonstration as rows, batch by batch."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from assessments.choices import TalkKind
from assessments.demo import words
from assessments.demo.concerns import CONCERN, STEP, concern_of
from assessments.demo.planning import CARELESS, Held, held, place_in_bureau
from assessments.demo.texts import Texts, record_of
from cadres.demo.dice import Dice
from cadres.demo.on_roster import Leaders, OnRoster, batches
from core.copying import copy_rows, reserved_ids
from policy.periods import Quarter, quarters

TALK = (
    "id", "version", "changed_at", "cadre_id", "unit_id", "held_on", "makes_up_for", "began_at",
    "ended_at", "place", "kind", "led_by", "led_by_title", "noted_by", "topic", "on_thought",
    "on_work", "on_style", "on_life", "advice", "entered_by_id", "entered_at", "void_reason",
)  # fmt: skip
HOURS = (time(8, 40), time(9, 30), time(10, 20), time(14, 40), time(15, 30), time(16, 20))
Row = list[Any]


@dataclass(slots=True)
class Batch:
    """Rows of the three tables."""

    talks: list[Row] = field(default_factory=list)
    concerns: list[Row] = field(default_factory=list)
    steps: list[Row] = field(default_factory=list)

    def write(self) -> None:
        """COPY, in the order of the foreign keys; keys are given out here."""
        for table, rows in (
            ("assessments_talk", self.talks),
            ("assessments_concern", self.concerns),
        ):
            for row, key in zip(rows, reserved_ids(table, len(rows)), strict=True):
                row[0] = key
        for concern in self.concerns:
            concern[3] = self.talks[concern[3]][0]
        for step in self.steps:
            step[0] = self.concerns[step[0]][0]
        copy_rows("assessments_talk", TALK, self.talks)
        copy_rows("assessments_concern", CONCERN, self.concerns)
        copy_rows("assessments_concernstep", STEP, self.steps)


@dataclass(slots=True)
class Writer:
    """Writes everybody's talks since a day; `clerk` enters those of the demonstration's bureau.

    Where `until` is given, those of before that day alone: what was late is left out then.
    """

    since: date
    on: date
    seed: int
    clerk: int | None = None
    until: date | None = None
    leaders: Leaders = field(default_factory=Leaders)
    bureau: list[int] = field(default_factory=list)
    copied: Texts | None = None

    def write(self) -> int:
        """How many talks were written."""
        count = 0
        for batch in self.batches():
            batch.write()
            count += len(batch.talks)
        return count

    def batches(self) -> Iterator[Batch]:
        """A batch of people at a time."""
        for dice, people in batches(self.since, self.seed):
            batch = Batch()
            for person in people:
                self._tell(dice, person, batch)
            yield batch

    def _tell(self, dice: Dice, person: OnRoster, batch: Batch) -> None:
        place = place_in_bureau(person, self.bureau)
        days: set[date] = set()
        end = self.until or self.on
        for quarter in quarters(self.since, end - timedelta(days=1)):
            talk = held(dice, person, quarter, self.on, place)
            if talk is None:
                continue
            while talk.on in days:
                talk = talk._replace(on=talk.on + timedelta(days=1))
            if talk.on >= end or (person.left_on and talk.on >= person.left_on):
                continue
            days.add(talk.on)
            self._concern(dice, person, quarter, talk, place, batch)
            batch.talks.append(self._row(dice, person, quarter, talk, place))

    def _concern(
        self, dice: Dice, person: OnRoster, quarter: Quarter, talk: Held, place: int | None,
        batch: Batch,
    ) -> None:  # fmt: skip
        told = concern_of(dice, person, talk.on, self.on, place=self._shows(place, quarter))
        if told is None:
            return
        row, steps = told
        row[3] = len(batch.talks)
        for step in steps:
            step[0] = len(batch.concerns)
        batch.concerns.append(row)
        batch.steps.extend(steps)

    def _shows(self, place: int | None, quarter: Quarter) -> int | None:
        """Whose concern of this quarter is one that the bureau is to show."""
        present = Quarter.of(self.on)
        return place if (place, quarter) in {(0, present.previous), (2, present)} else None

    def _row(
        self, dice: Dice, person: OnRoster, quarter: Quarter, talk: Held, place: int | None
    ) -> Row:
        leader = self.leaders.head_of(person)
        began = dice.one_of(HOURS)
        ended = (datetime.combine(talk.on, began) + timedelta(minutes=dice.between(30, 75))).time()
        entered = min(talk.on + timedelta(days=talk.entered_after), self.on - timedelta(days=1))
        entered_at = timezone.make_aware(
            datetime.combine(
                entered, time(17 if talk.entered_after == 0 else 9, dice.between(5, 55))
            )
        )
        texts = self._texts(dice, person, quarter)
        return [
            0, 1, entered_at, person.cadre, person.unit, talk.on, talk.makes_up_for, began, ended,
            dice.one_of(words.PLACES), TalkKind.QUARTERLY.value,
            leader.name if leader else "组织部门负责同志", leader.title[:80] if leader else "", "",
            *texts, self.clerk if place is not None else None, entered_at, "",
        ]  # fmt: skip

    def _texts(self, dice: Dice, person: OnRoster, quarter: Quarter) -> Texts:
        texts = record_of(dice, person)
        if person.unit_short != CARELESS or quarter == Quarter.of(self.on):
            return texts
        # The careless unit writes one record and copies it, but for the advice.
        self.copied = self.copied or texts
        return self.copied._replace(advice=texts.advice)
