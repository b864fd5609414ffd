"""Talks by unit and quarter for a department, the worst first; the city's takes counties whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest

from assessments.talks.coverage import COLUMNS, Cell, people_url
from assessments.talks.guards import RULE
from core.scoping import Viewer
from core.shell.panels import DEPARTMENTS, Filling, Panel
from core.units.models import Unit
from policy.duties.choices import Light
from policy.duties.standing import by_unit
from policy.periods import Quarter
from policy.workbench.places import Place, Places

MOST = 8
OWED = (Light.SOON, Light.LATER)


@dataclass(slots=True)
class Line:
    """A place with its cells, in the order of the quarters."""

    place: Place
    cells: list[Cell] = field(default_factory=list)

    @property
    def pk(self) -> int:
        """The unit that is nudged."""
        return self.place.pk

    @property
    def short_name(self) -> str:
        """What it is called."""
        return self.place.name

    @property
    def late(self) -> int:
        """Talks that were missed."""
        return sum(cell.late for cell in self.cells)

    @property
    def missing(self) -> int:
        """Talks that are owed in time still."""
        return sum(cell.owed for cell in self.cells)

    @property
    def is_to_be_nudged(self) -> bool:
        """Whether something is missing that is red or yellow."""
        return any(cell.state in ("red", "yellow") for cell in self.cells)


def heat(request: HttpRequest, on: date) -> Filling:
    """The last four quarters; three statements whatever there is."""
    last = Quarter.of(on)
    quarters = [last]
    while len(quarters) < COLUMNS:
        quarters.insert(0, quarters[0].previous)
    lines = _lines(request.user, quarters, on)
    lines.sort(key=lambda line: (-line.late, -line.missing))
    quarters = [q for n, q in enumerate(quarters) if any(line.cells[n].total for line in lines)]
    for line in lines:
        line.cells = [cell for cell in line.cells if cell.quarter in quarters]
    return {
        "quarters": quarters,
        "left": (last.last_day - on).days,
        "last": last,
        "lines": lines[:MOST],
        "count": len(lines),
    }


def _lines(viewer: Viewer, quarters: list[Quarter], on: date) -> list[Line]:
    lights = by_unit(viewer, RULE, [quarter.key for quarter in quarters], on)
    units = Unit.objects.filter(pk__in={unit for unit, _ in lights})
    places = Places(viewer)
    counts: dict[Place, dict[str, dict[str, int]]] = {}
    for pk, name, path in units.values_list("pk", "short_name", "path"):
        there = counts.setdefault(places.of(pk, name, path), {})
        for quarter in quarters:
            found = there.setdefault(quarter.key, {})
            for light, count in lights.get((pk, quarter.key), {}).items():
                found[light] = found.get(light, 0) + count
    return [
        Line(place, [_cell(quarter, place, there[quarter.key]) for quarter in quarters])
        for place, there in counts.items()
    ]


def _cell(quarter: Quarter, place: Place, lights: dict[str, int]) -> Cell:
    return Cell(
        quarter,
        done=lights.get(Light.DONE, 0),
        owed=sum(lights.get(light, 0) for light in OWED),
        late=lights.get(Light.OVERDUE, 0),
        url=people_url(quarter, Unit(pk=place.pk)),
    )


HEAT = Panel("workbench/heat.html", heat, DEPARTMENTS)
