"""Where each thing of a timeline stands: hundredths of the width, pixels of the height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cadres.dossier.dossier import Dossier
from cadres.dossier.timeline import Bar, Lane, LaneOf, Mark, Tone, Window, lanes, window_of
from core.months import dotted, first_of, months_between, shift

TOP, ROW, GAP = 18, 24, 4  # the line of months, one row, the room above a bar
NEAR_THE_EDGE = 92.0  # from there on a word stands at the left of what it belongs to


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar or a mark where it stands: `x` and `width` in hundredths, `y` in pixels."""

    item: Bar | Mark
    x: float
    width: float
    y: int

    @property
    def is_mark(self) -> bool:
        """A mark is of one day."""
        return isinstance(self.item, Mark)


@dataclass(frozen=True, slots=True)
class DrawnLane:
    """A lane with what falls into the window, in as many rows as it needs."""

    label: str
    items: list[Drawn]
    rows: int

    @property
    def more_rows(self) -> range:
        """The rows after the first, which have no label."""
        return range(self.rows - 1)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: ticks by year, lanes, the line of the day, and the tones that occur."""

    window: Window
    on: date
    lanes: list[DrawnLane]

    @property
    def height(self) -> int:
        """In pixels."""
        return TOP + ROW * sum(lane.rows for lane in self.lanes) + GAP

    @property
    def bottom(self) -> int:
        """Where upright lines end, in pixels."""
        return self.height - 2

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """The beginning of each year of the window."""
        years = range(0, months_between(self.window.since, self.window.until), 12)
        starts = [shift(self.window.since, months) for months in years]
        return [(self.window.place(start), dotted(start)) for start in starts]

    @property
    def rules(self) -> list[int]:
        """The lines between lanes, in pixels from the top."""
        below = [TOP]
        for lane in self.lanes:
            below.append(below[-1] + ROW * lane.rows)
        return [y + 2 for y in below[1:-1]]

    @property
    def now(self) -> float:
        """Where the day of the page stands: always in the window."""
        return self.window.place(self.on)

    @property
    def now_is_late(self) -> bool:
        """Whether its word has no room at the right."""
        return self.now > NEAR_THE_EDGE

    @property
    def last_month(self) -> str:
        """The month with which the window ends."""
        return dotted(self.window.until)

    @property
    def passed(self) -> int:
        """Full months of the programme period behind us."""
        return months_between(self.window.since, self.on)

    @property
    def tones(self) -> list[Tone]:
        """What the legend explains."""
        found = {drawn.item.tone for lane in self.lanes for drawn in lane.items}
        return [tone for tone in Tone if tone in found]


def timeline(dossier: Dossier, makers: Sequence[LaneOf] | None = None) -> Timeline:
    """The drawing of one person; lanes without anything in the window are left out."""
    window = window_of(dossier)
    drawn: list[DrawnLane] = []
    top = TOP + GAP
    for make in lanes() if makers is None else makers:
        lane = _drawn(make(dossier, window), window, dossier.on, top)
        if lane.items:
            drawn.append(lane)
            top += ROW * lane.rows
    return Timeline(window, dossier.on, drawn)


def _drawn(lane: Lane, window: Window, on: date, top: int) -> DrawnLane:
    """Bars cut to the window; those that overlap stand in rows below one another."""
    taken: list[date] = []  # by row: up to when it is taken
    items = []
    for item in sorted(lane.items, key=lambda item: item.since):
        until = _end(item, on)
        if until <= window.since or item.since >= window.until:
            continue
        row = next((n for n, day in enumerate(taken) if day <= item.since), len(taken))
        taken[row : row + 1] = [until]
        x = max(window.place(item.since), 0.0)
        width = min(window.place(until), 100.0) - x
        items.append(Drawn(item, x, width, top + ROW * row))
    return DrawnLane(lane.label, items, len(taken))


def _end(item: Bar | Mark, on: date) -> date:
    """Up to when an item takes room: what has just begun, or is of a day, is shown for a month."""
    least = shift(first_of(item.since), 1)
    if isinstance(item, Mark):
        return least
    return item.until or max(on, least)
