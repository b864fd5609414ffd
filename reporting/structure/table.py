"""A table of the roster's structure: 行维度 × 列维度, with totals, percents and average ages.

Every number is counted of the listing that its address opens. Percents of a column are of the
column's own total, those of the totals of everybody (domain §6.10).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.listing.columns import ABSENT
from reporting.structure.counting import counted
from reporting.structure.dimensions import Category, Dimension, Split
from reporting.structure.frame import Frame
from reporting.structure.shares import average_age, percent

BIRTH = "birth"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number: its percent of the column, the list of the people behind it."""

    number: int
    percent: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its category, a cell for each column, all of it, and the average age."""

    label: str
    cells: tuple[Cell, ...]
    total: Cell
    age: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` is None where people are told apart by rows alone."""

    on: date
    rows: Dimension
    columns: Dimension | None
    heads: tuple[Category, ...]
    lines: tuple[Line, ...]
    total: Line
    ages: tuple[str, ...]  # average age by column


def table(frame: Frame, rows: Dimension, columns: Dimension | None = None) -> Table:
    """The table of a question: one statement counts, one more reads units or figures if needed."""
    on = frame.on
    down, birth = rows.path(on), BIRTH
    across = columns.path(on) if columns else None
    cross = [down, across] if across else [down]
    groups = [cross, [down, birth]] + ([[across, birth]] if across else [])
    numbers, by_row, *by_column = counted(frame.listing.rows, groups)
    row_split = rows.split(frame)
    column_split = columns.split(frame) if columns else None
    cells: dict[tuple[str, str], int] = defaultdict(int)
    for values, number in numbers.items():
        key = column_split.of(values[1]) if column_split else ""
        cells[row_split.of(values[0]), key] += number
    lines = _shown(rows, row_split, [values[0] for values in numbers])
    heads = (
        _shown(columns, column_split, [values[1] for values in numbers])
        if columns and column_split
        else ()
    )
    ages = _births(row_split, by_row)
    column_ages = _births(column_split, by_column[0]) if column_split else {}
    every = _all_births(by_row)
    row_totals = {
        one.key: sum(n for (row, _), n in cells.items() if row == one.key) for one in lines
    }
    column_totals = {
        one.key: sum(n for (_, column), n in cells.items() if column == one.key) for one in heads
    }
    people = sum(cells.values())
    return Table(
        on=on,
        rows=rows,
        columns=columns,
        heads=heads,
        lines=tuple(
            Line(
                one.label,
                tuple(
                    _cell(frame, cells[one.key, head.key], column_totals[head.key], one, head)
                    for head in heads
                ),
                _cell(frame, row_totals[one.key], people, one),
                average_age(ages.get(one.key, {}), on),
                one.key,
            )
            for one in lines
        ),
        total=Line(
            "合计",
            tuple(
                _cell(frame, column_totals[head.key], column_totals[head.key], head)
                for head in heads
            ),
            _cell(frame, people, people),
            average_age(every, on),
        ),
        ages=tuple(average_age(column_ages.get(head.key, {}), on) for head in heads),
    )


def _shown(dimension: Dimension, split: Split, values: Sequence[Any]) -> tuple[Category, ...]:
    """All categories, or those with somebody; who has no value has a row only where he is."""
    if dimension.is_open:
        return split.those_of(values)
    found = {one.key for one in split.those_of(values)}
    return tuple(one for one in split.categories if one.key != ABSENT or one.key in found)


def _births(split: Split, numbers: Mapping[tuple[Any, ...], int]) -> dict[str, dict[date, int]]:
    found: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for (value, birth), number in numbers.items():
        found[split.of(value)][birth] += number
    return found


def _all_births(numbers: Mapping[tuple[Any, ...], int]) -> dict[date, int]:
    found: dict[date, int] = defaultdict(int)
    for (_value, birth), number in numbers.items():
        found[birth] += number
    return found


def _cell(frame: Frame, number: int, whole: int, *categories: Category) -> Cell:
    asked: dict[str, str] = {}
    for one in categories:
        asked |= one.asked
    return Cell(number, percent(number, whole), frame.url(**asked))
