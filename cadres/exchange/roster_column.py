"""One column of 花名册: what a sheet knows of it, what it is made of, written and told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cadres.exchange.told import Told
from cadres.formats.roster_sheet.columns import SheetColumn
from core.choices import Role


class Cell(NamedTuple):
    """A filled cell of a row; `is_number`: the sheet holds a number, not a text."""

    column: RosterColumn
    text: str
    is_number: bool
    on: date

    @property
    def line(self) -> str:
        """The text as one line: what was wrapped in the cell is joined."""
        return self.text.replace("\n", "")


Write = Callable[..., str]
Tell = Callable[[Told, Cell], None]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RosterColumn(SheetColumn):
    """A column of the one list that template, export and import read.

    `made_of` are columns of the entity `ROSTER`: who may not have one of them has not got this one
    either. `beyond` are further paths from a stay. `write` makes the text of their values in that
    order, months and days as `1992-05-01`; with `is_dated` the day of the roster comes first.
    `tell` understands a cell; remarks about it name `field`. With `repeats` few values come many
    times: what is written, and told, of one is kept for the next. `is_internal`: in the internal
    variant alone; `only`: for these roles alone, and `beyond` only of people whom they open.
    """

    made_of: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    write: Write = str
    is_dated: bool = False
    repeats: bool = True
    tell: Tell | None = None
    is_told_alone: bool = True  # whatever the other cells of the row say
    field: str = ""
    most: int = 200  # characters of a cell; a field of the person may have fewer
    is_internal: bool = False
    only: frozenset[Role] | None = None

    @property
    def told_field(self) -> str:
        """What remarks call it."""
        return self.field or self.name
