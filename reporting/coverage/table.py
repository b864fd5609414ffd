"""Coverage by region or unit: done of what was asked, each number with the duties behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from core.choices import Role
from core.scoping import roles_of
from core.units.models import Unit
from policy.duties.choices import Light
from reporting.coverage.lights import (
    COUNTED,
    DONE,
    LATE,
    WAITING,
    Asked,
    Lights,
    asked_of,
    lights_of,
    url,
)
from reporting.structure.frame import Frame
from reporting.structure.places import place_of
from reporting.structure.shares import percent


@dataclass(frozen=True, slots=True)
class Cell:
    """One rule and period of a place: done, in time still, overdue, and the share that is done."""

    done: int
    waiting: int
    late: int
    urls: Mapping[str, str]  # by done, waiting, late, total

    @property
    def total(self) -> int:
        """How much was asked."""
        return self.done + self.waiting + self.late

    @property
    def percent(self) -> str:
        """Done of asked."""
        return percent(self.done, self.total)

    @property
    def light(self) -> str:
        """The colour of components/light.html."""
        if not self.total:
            return "none"
        return "red" if self.late else "yellow" if self.waiting else "green"


@dataclass(frozen=True, slots=True)
class Line:
    """A place with a cell for each column."""

    key: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """`talks` so many of the columns are quarters of talks."""

    heads: tuple[Asked, ...]
    lines: tuple[Line, ...]
    total: Line

    @property
    def talks(self) -> int:
        """How many of the columns are quarters."""
        return sum(bool(head.key[1]) for head in self.heads)


def coverage(frame: Frame) -> Coverage:
    """The table of a question: duties by one statement, the units of the tree by one, those that
    owe by one."""
    heads = tuple(asked_of(frame.on))
    lights = lights_of(frame, heads)
    return told(frame, heads, lights)


def told(frame: Frame, heads: tuple[Asked, ...], lights: Lights) -> Coverage:
    """The same of lights that were counted already."""
    by_region = frame.unit is None and Role.CITY_DEPARTMENT in roles_of(frame.viewer)
    places = frame.places.regions() if by_region else frame.places.units()
    owing = {unit for _, _, unit in lights}
    units = Unit.objects.filter(pk__in=owing).order_by("sort_path")
    lines: dict[str, tuple[str, dict[str, str]]] = {}
    where: dict[int, str] = {}
    named = {str(one.pk): (one.name, {"unit": str(one.pk)}) for one in places}
    for pk, path, code, name in units.values_list("pk", "path", "code", "short_name"):
        found = place_of(path, places)
        if found is None:
            where[pk] = f"own-{pk}"
            lines[f"own-{pk}"] = (f"{name}本级", {"unit_code": code})
        else:
            where[pk] = str(found)
    lines |= {key: one for key, one in named.items() if key in where.values()}
    sums: dict[tuple[str, str, str], dict[Light, int]] = defaultdict(lambda: defaultdict(int))
    for (rule, period, unit), numbers in lights.items():
        for light, number in numbers.items():
            sums[where[unit], rule, period][light] += number
            sums["", rule, period][light] += number
    return Coverage(
        heads,
        tuple(
            Line(
                key, label, tuple(_cell(frame, head, sums[key, *head.key], asked) for head in heads)
            )
            for key, (label, asked) in lines.items()
        ),
        Line("", "合计", tuple(_cell(frame, head, sums["", *head.key], {}) for head in heads)),
    )


def _cell(
    frame: Frame, head: Asked, numbers: Mapping[Light, int], place: Mapping[str, str]
) -> Cell:
    kinds = {"done": DONE, "waiting": WAITING, "late": LATE, "total": COUNTED}
    found = {kind: sum(numbers.get(light, 0) for light in lights) for kind, lights in kinds.items()}
    urls = {kind: url(frame, head, lights, **place) for kind, lights in kinds.items()}
    return Cell(found["done"], found["waiting"], found["late"], urls)
