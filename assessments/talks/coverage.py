"""How the quarters are covered, by unit: the matrix of clause 3.3.2, the worst unit first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from assessments.talks.guards import RULE
from core.scoping import Viewer
from core.units.models import Unit
from policy.duties.choices import Light
from policy.duties.standing import by_unit
from policy.periods import Quarter

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
    """One unit in one quarter: how many of whom it owed a talk were talked with."""

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
    """A unit with its cells, in the order of the quarters."""

    unit: Unit
    cells: tuple[Cell, ...]

    @property
    def late(self) -> int:
        """How many talks it has missed."""
        return sum(cell.late for cell in self.cells)

    @property
    def missing(self) -> int:
        """How many it still owes in time."""
        return sum(cell.owed for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Heat:
    """The matrix; `left_out` is how many more units there are."""

    quarters: tuple[Quarter, ...]
    lines: tuple[Line, ...]
    total: tuple[Cell, ...]
    left_out: int = 0


def heat(viewer: Viewer, on: date, *, until: Quarter | None = None, most: int = 0) -> Heat:
    """The last four quarters up to `until` (that of `on`), as they stood on a day.

    `most` units, the worst first (0: all). Two statements whatever there is: duties, and units.
    """
    last = until or Quarter.of(on)
    quarters = [last]
    while len(quarters) < COLUMNS:
        quarters.insert(0, quarters[0].previous)
    lights = by_unit(viewer, RULE, [quarter.key for quarter in quarters], on)
    owing = Unit.objects.filter(pk__in={unit for unit, _period in lights})
    lines = [
        Line(unit, tuple(_cell(q, unit, lights.get((unit.pk, q.key), {})) for q in quarters))
        for unit in owing.order_by("sort_path")
    ]
    lines = [line for line in lines if any(cell.total for cell in line.cells)]
    lines.sort(key=lambda line: (-line.late, -line.missing))
    shown = lines[:most] if most else lines
    total = tuple(
        _sum(quarter, [line.cells[n] for line in lines]) for n, quarter in enumerate(quarters)
    )
    return Heat(tuple(quarters), tuple(shown), total, len(lines) - len(shown))


def _cell(quarter: Quarter, unit: Unit, lights: dict[Light, int]) -> Cell:
    return Cell(
        quarter,
        done=lights.get(Light.DONE, 0),
        owed=lights.get(Light.SOON, 0) + lights.get(Light.LATER, 0),
        late=lights.get(Light.OVERDUE, 0),
        url=people_url(quarter, unit),
    )


def _sum(quarter: Quarter, cells: Sequence[Cell]) -> Cell:
    return Cell(
        quarter,
        done=sum(cell.done for cell in cells),
        owed=sum(cell.owed for cell in cells),
        late=sum(cell.late for cell in cells),
        url=people_url(quarter),
    )


def people_url(quarter: Quarter, unit: Unit | None = None) -> str:
    """The duties behind a number."""
    query = {"rule": RULE, "period": quarter.key, "tab": "all"} | (
        {"unit": unit.pk} if unit else {}
    )
    return f"{reverse('duties:list')}?{urlencode(query)}"
