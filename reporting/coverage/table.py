"""Coverage by region or unit: done of what was asked, each number with the duties behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from core.choices import Role
from core.scoping import roles_of
from core.units.models import Unit
from reporting.coverage.progress import (
    Asked,
    Key,
    Progress,
    asked_of,
    progress_of,
    suffix,
    urls,
)
from reporting.structure.frame import Frame
from reporting.structure.places import place_of
from reporting.structure.shares import percent


@dataclass(frozen=True, slots=True)
class Cell:
    """One rule and period of a place: done, in time still, overdue, and the share that is done."""

    progress: Progress
    addresses: Mapping[str, str]  # of the column, by done, waiting, late, total
    suffix: str  # what they go on with, to speak of the place

    @property
    def done(self) -> int:
        """How much was done."""
        return self.progress.done

    @property
    def waiting(self) -> int:
        """How much is owed and in time."""
        return self.progress.waiting

    @property
    def late(self) -> int:
        """How much is overdue."""
        return self.progress.late

    @property
    def total(self) -> int:
        """How much was asked."""
        return self.done + self.waiting + self.late

    @property
    def urls(self) -> dict[str, str]:
        """The lists behind the numbers, by done, waiting, late, total."""
        return {kind: address + self.suffix for kind, address in self.addresses.items()}

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
    return told(frame, heads, progress_of(frame, heads))


def told(frame: Frame, heads: tuple[Asked, ...], numbers: Mapping[Key, Progress]) -> Coverage:
    """The same of numbers that were counted already."""
    by_region = frame.unit is None and Role.CITY_DEPARTMENT in roles_of(frame.viewer)
    places = frame.places.regions() if by_region else frame.places.units()
    owing = {unit for _, _, unit in numbers}
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
    there = set(where.values())
    lines |= {key: one for key, one in named.items() if key in there}
    sums: dict[tuple[str, str, str], Progress] = defaultdict(Progress)
    for (rule, period, unit), one in numbers.items():
        sums[where[unit], rule, period] += one
        sums["", rule, period] += one
    columns = [urls(frame, head) for head in heads]

    def line(key: str, label: str, asked: Mapping[str, str]) -> Line:
        place = suffix(frame, **asked)
        cells = (
            Cell(sums[key, *head.key], addresses, place)
            for head, addresses in zip(heads, columns, strict=True)
        )
        return Line(key, label, tuple(cells))

    return Coverage(
        heads,
        tuple(line(key, label, asked) for key, (label, asked) in lines.items()),
        line("", "合计", {}),
    )
