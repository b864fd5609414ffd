"""What a timeline shows: bars and marks in lanes, over a window of five years.

A lane is a function `(dossier, window) -> Lane`; `config/person.py` lists them by name, so that
every application adds its own. Drawing is `timeline_drawing.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from cadres.dossier.dossier import Dossier
from core.months import first_of, shift

PROGRAMME_MONTHS = 60  # the five years of clauses 2.1–2.4


class Tone(StrEnum):
    """How far a thing is; the values are classes of the style sheet."""

    DONE = "done"
    RUNNING = "run"
    PLANNED = "plan"
    OWED = "owed"
    LATE = "late"
    CAUTION = "caution"

    @property
    def label(self) -> str:
        """The word of the legend."""
        return WORDS[self]


WORDS = {
    Tone.DONE: "已完成",
    Tone.RUNNING: "进行中",
    Tone.PLANNED: "计划",
    Tone.OWED: "待办",
    Tone.LATE: "欠缺",
    Tone.CAUTION: "影响期",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """From `since` up to `until` (half-open; None: to the day of the page); `when` in words."""

    text: str
    since: date
    until: date | None
    tone: Tone
    when: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Something of one day."""

    text: str
    since: date
    tone: Tone = Tone.DONE

    @property
    def when(self) -> str:
        """The day in words."""
        return self.since.isoformat()


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the timeline."""

    label: str
    items: list[Bar | Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Window:
    """The months that are drawn, from the first of `since` up to the first of `until`."""

    since: date
    until: date
    is_programme: bool  # five years from entry; else the last five years

    def place(self, day: date) -> float:
        """Where a day stands, in hundredths of the width; below 0 or above 100 outside."""
        return 100 * (day - self.since).days / (self.until - self.since).days

    def holds(self, day: date) -> bool:
        """Whether the day is drawn."""
        return self.since <= day < self.until


LaneOf = Callable[[Dossier, Window], Lane]


def window_of(dossier: Dossier) -> Window:
    """Five years from the month of entry; without a stay, or after these, the last five years."""
    if dossier.stay is not None:
        since = first_of(dossier.stay.entry.entered_on)
        programme = Window(since, shift(since, PROGRAMME_MONTHS), is_programme=True)
        if programme.holds(dossier.on):
            return programme
    until = shift(first_of(dossier.on), 1)
    return Window(shift(until, -PROGRAMME_MONTHS), until, is_programme=False)


def recorded(text: str, since: date, until: date | None, on: date, when: str) -> list[Bar]:
    """A period on record as it stood on a day: not begun, under way with its end open, or over."""
    if since > on:
        return []
    if until is not None and until <= on:
        return [Bar(text, since, until, Tone.DONE, when)]
    return [Bar(text, since, None, Tone.RUNNING, when)]


@lru_cache(maxsize=1)
def lanes() -> tuple[LaneOf, ...]:
    """The lanes of the application, in their order."""
    return tuple(import_string(name) for name in settings.LANES)
