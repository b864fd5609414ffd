"""The map of movement: how many went from where to where, each number with the list behind it.

Every number is counted of the same listing that its link opens (`flows:list`), through the same
door: what a viewer may not see is in no figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from cadres.choices import LEVEL
from core.charts.chart import Chart, Mark
from core.charts.drawing import bars, matrix
from core.choices import UnitKind
from core.codes.vocabulary import vocabulary
from core.listing.page import Listing
from core.units.models import Unit

MOST_BARS = 15


@dataclass(frozen=True, slots=True)
class Cell:
    """One number, and the people behind it."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: where from, a cell for every column (None: nobody), and all of it."""

    label: str
    cells: Sequence[Cell | None]
    total: Cell


@dataclass(frozen=True)
class Matrix:
    """From–to: a table and a chart of the same numbers; `names` are codes to labels, in order."""

    listing: Listing
    title: str
    what: str
    names: Mapping[str, str]
    numbers: Mapping[tuple[str, str], int]
    sides: tuple[str, str]  # the parameters of the list that choose a row and a column

    @cached_property
    def rows(self) -> list[str]:
        """The codes that somebody came from."""
        return [code for code in self.names if any(code == row for row, _ in self.numbers)]

    @cached_property
    def columns(self) -> list[str]:
        """The codes that somebody went to."""
        return [code for code in self.names if any(code == to for _, to in self.numbers)]

    @property
    def heads(self) -> list[str]:
        """The columns in words."""
        return [self.names[code] for code in self.columns]

    @cached_property
    def lines(self) -> list[Line]:
        """The table."""
        return [
            Line(
                self.names[row],
                [self._cell(row, column) for column in self.columns],
                Cell(
                    sum(n for (came, _), n in self.numbers.items() if came == row),
                    self._url(row, *self.columns),
                ),
            )
            for row in self.rows
        ]

    @cached_property
    def chart(self) -> Chart:
        """The same as a chart."""
        marks = [
            Mark(
                row=self.names[row],
                column=self.names[column],
                number=number,
                url=self._url(row, column),
                words=self._words(row, column, number),
            )
            for (row, column), number in self.numbers.items()
        ]
        return matrix(
            marks,
            label=self.title,
            rows=[self.names[code] for code in self.rows],
            columns=self.heads,
            row_title=f"从（{self.what}）",
            column_title=f"到（{self.what}）",
        )

    def _cell(self, row: str, column: str) -> Cell | None:
        number = self.numbers.get((row, column))
        return Cell(number, self._url(row, column)) if number else None

    def _url(self, row: str, *columns: str) -> str:
        came, went = self.sides
        return list_of(self.listing, **{came: [row], went: columns})

    def _words(self, row: str, column: str, number: int) -> str:
        if row == column:
            return f"{self.names[row]}之间 {number} 人次"
        return f"{self.names[row]}到{self.names[column]} {number} 人次"


@dataclass(frozen=True, slots=True)
class Flow:
    """From one unit to another."""

    came: str
    went: str
    cell: Cell


Move = tuple[int, int, str, str]  # unit from, unit to, level from, level to


@dataclass(frozen=True)
class Moves:
    """Everything that the listing holds, counted once: the pictures are sums of it.

    Where somebody came from is looked up for each movement, which is what takes the time.
    """

    listing: Listing

    @cached_property
    def numbers(self) -> Mapping[Move, int]:
        """One statement."""
        ends = ("from_id", "unit_id", "from_level", "to_level")
        rows = self.listing.rows.order_by().values_list(*ends).annotate(n=Count("pk"))
        return {
            (came, went, level or "", to_level or ""): number
            for came, went, level, to_level, number in rows
        }

    @cached_property
    def units(self) -> Mapping[int, tuple[str, str]]:
        """Kinds and names of the units between which somebody moved. One statement."""
        found = {unit for came, went, *_ in self.numbers for unit in (came, went)}
        rows = Unit.objects.filter(pk__in=found).values_list("pk", "kind", "short_name")
        return {pk: (kind, name) for pk, kind, name in rows}

    def by_kind(self) -> Matrix:
        """Between kinds of units."""
        found: Counter[tuple[str, str]] = Counter()
        for (came, went, *_), number in self.numbers.items():
            found[self.units[came][0], self.units[went][0]] += number
        names = {str(kind.value): str(kind.label) for kind in UnitKind}
        sides = ("from_kind", "to_kind")
        return Matrix(self.listing, "各类单位之间的流动", "单位类别", names, found, sides)

    def by_level(self) -> Matrix:
        """Between levels of main posts; a posting away changes none."""
        found: Counter[tuple[str, str]] = Counter()
        for (_came, _went, level, to_level), number in self.numbers.items():
            if level and to_level:
                found[level, to_level] += number
        sides = ("from_level", "to_level")
        return Matrix(self.listing, "职务层次的变动", "职务层次", vocabulary(LEVEL), found, sides)

    def by_unit(self) -> list[Flow]:
        """The strongest flows from one unit to another."""
        found: Counter[tuple[int, int]] = Counter()
        for (came, went, *_), number in self.numbers.items():
            if came != went:
                found[came, went] += number
        strongest = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:MOST_BARS]
        return [
            Flow(self.units[came][1], self.units[went][1], Cell(number, self._between(came, went)))
            for (came, went), number in strongest
        ]

    def _between(self, came: int, went: int) -> str:
        return list_of(self.listing, from_id=[str(came)], to_id=[str(went)])


def unit_chart(flows: Sequence[Flow]) -> Chart:
    """The strongest flows as bars."""
    marks = [
        Mark(
            row=f"{flow.came} → {flow.went}",
            number=flow.cell.number,
            url=flow.cell.url,
            words=f"{flow.came}到{flow.went} {flow.cell.number} 人次",
        )
        for flow in flows
    ]
    return bars(marks, label="单位之间的流动", measure="人次")


def list_of(listing: Listing, **sides: Sequence[str]) -> str:
    """The list of whoever is behind a number: the same questions, and what stands on each side."""
    rest = listing.query(**dict.fromkeys(("cursor", *sides)))
    chosen = urlencode([(name, value) for name, values in sides.items() for value in values])
    return f"{reverse('flows:list')}?{'&'.join(filter(None, (rest, chosen)))}"
