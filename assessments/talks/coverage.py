"""How the quarters are covered, by unit: the matrix of clause 3.3.2, the worst place first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from assessments.talks.guards import RULE
from core.scoping import Viewer
from core.units.models import Unit
from policy.duties.choices import Light
from policy.duties.standing import by_unit
from policy.periods import Quarter
from policy.workbench.places import Place, Places

COLUMNS = 4  # a year
NOBODY = "none"
WORDS = {
    "green": "全部完成",
    "yellow": "未到期，尚未谈完",
    "red": "季度已过，仍有欠谈",
    NOBODY: "当季无人在库",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One place in one quarter: how many of whom it owed a talk were talked with."""

    quarter: Quarter
    done: int = 0
    owed: int = 0  # not done, in time still
    late: int = 0  # not done, overdue
    url: str = ""

    @property
    def total(self) -> int:
        """How many talks the quarter asked for."""
        return self.done + self.owed + self.late

    @property
    def state(self) -> str:
        """The light of components/light.html."""
        if not self.total:
            return NOBODY
        if self.late:
            return "red"
        return "yellow" if self.owed else "green"

    @property
    def text(self) -> str:
        """已谈／应谈."""
        return f"{self.done}／{self.total}" if self.total else "—"

    @property
    def words(self) -> str:
        """What the light says."""
        return WORDS[self.state]


@dataclass(frozen=True, slots=True)
class Line:
    """A place with its cells, in the order of the quarters."""

    place: Place
    cells: tuple[Cell, ...]

    @property
    def late(self) -> int:
        """How many talks were missed there."""
        return sum(cell.late for cell in self.cells)

    @property
    def missing(self) -> int:
        """How many are owed in time still."""
        return sum(cell.owed for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Heat:
    """The matrix, with its sums over all places; `left_out` more places are not among the lines."""

    quarters: tuple[Quarter, ...]
    lines: tuple[Line, ...]
    total: tuple[Cell, ...]
    left_out: int

    @property
    def count(self) -> int:
        """How many places owed a talk in these quarters."""
        return len(self.lines) + self.left_out

    @property
    def of_use(self) -> Heat:
        """Without the quarters in which nobody was owed a talk: a programme has a beginning."""
        kept = [n for n, cell in enumerate(self.total) if cell.total]
        lines = [replace(one, cells=tuple(one.cells[n] for n in kept)) for one in self.lines]
        return replace(
            self,
            quarters=tuple(self.quarters[n] for n in kept),
            lines=tuple(lines),
            total=tuple(self.total[n] for n in kept),
        )


def heat(
    viewer: Viewer, on: date, *, until: Quarter, most: int = 0, places: Places | None = None
) -> Heat:
    """The last four quarters up to `until`, as they stood on a day; the worst place first.

    `most` lines (0: all); `places` takes units together. Two statements whatever there is: duties,
    and units.
    """
    quarters = [until]
    while len(quarters) < COLUMNS:
        quarters.insert(0, quarters[0].previous)
    counts = _counts(viewer, quarters, on, places)
    lines = [
        Line(place, tuple(_cell(quarter, place, there[quarter.key]) for quarter in quarters))
        for place, there in counts.items()
    ]
    lines = [line for line in lines if any(cell.total for cell in line.cells)]
    lines.sort(key=lambda line: (-line.late, -line.missing))
    shown = lines[:most] if most else lines
    total = tuple(
        _sum(quarter, [line.cells[n] for line in lines]) for n, quarter in enumerate(quarters)
    )
    return Heat(tuple(quarters), tuple(shown), total, len(lines) - len(shown))


Counts = dict[Place, dict[str, Counter[Light]]]


def _counts(viewer: Viewer, quarters: list[Quarter], on: date, places: Places | None) -> Counts:
    """By place and a quarter's key; places as the units lie in the tree."""
    lights = by_unit(viewer, RULE, [quarter.key for quarter in quarters], on)
    units = Unit.objects.filter(pk__in={unit for unit, _period in lights}).order_by("sort_path")
    counts: Counts = {}
    for pk, name, path in units.values_list("pk", "short_name", "path"):
        place = places.of(pk, name, path) if places else Place(pk, name)
        there = counts.setdefault(place, {quarter.key: Counter() for quarter in quarters})
        for quarter in quarters:
            there[quarter.key].update(lights.get((pk, quarter.key), {}))
    return counts


def _cell(quarter: Quarter, place: Place, lights: Counter[Light]) -> Cell:
    return Cell(
        quarter,
        done=lights[Light.DONE],
        owed=lights[Light.SOON] + lights[Light.LATER],
        late=lights[Light.OVERDUE],
        url=people_url(quarter, place),
    )


def _sum(quarter: Quarter, cells: Sequence[Cell]) -> Cell:
    return Cell(
        quarter,
        done=sum(cell.done for cell in cells),
        owed=sum(cell.owed for cell in cells),
        late=sum(cell.late for cell in cells),
        url=people_url(quarter),
    )


def people_url(quarter: Quarter, place: Place | None = None) -> str:
    """The duties behind a number."""
    query = {"rule": RULE, "period": quarter.key, "tab": "all"} | (
        {"unit": place.pk} if place else {}
    )
    return f"{reverse('duties:list')}?{urlencode(query)}"
