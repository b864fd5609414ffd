"""What is gathered of a unit's year: figures that open their people, tables, and when it was read.

Everything is text as it is shown and printed, so that a sealed report never depends on code that
came later. `Content.as_json` and `Content.of` are each other's inverse.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import orjson
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Behind:
    """The list behind a number: a view by name, and what it is asked (`{"unit": ["12"]}`)."""

    view: str
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address."""
        pairs = [(name, value) for name, values in self.asked.items() for value in values]
        return reverse(self.view) + (f"?{urlencode(pairs)}" if pairs else "")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number by its key (reporting/gathering/keys.py), as text: 17, 34.2, 100.

    `value` is "" where there is nothing to count by (an average of nobody).
    """

    key: str
    value: str
    behind: Behind | None = None


@dataclass(frozen=True)  # orjson writes it five times as fast as one with slots
class Row:
    """A row of a table: whom it is about, and its cells in the order of the table's columns."""

    cadre: int | None
    cells: tuple[str, ...]
    source: str = ""  # `posting:12`, the record that it was read from


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its name (reporting/gathering/tables.py has the columns)."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Content:
    """Figures and tables of one unit and year, as of a day.

    `people` are those who were on the roster on the last day spoken of: who needs an opinion.
    """

    year: int
    on: date
    figures: Mapping[str, Figure]
    tables: Mapping[str, Table]
    people: tuple[int, ...] = ()

    def value(self, key: str) -> str:
        """A figure as text; "" where it was not gathered (a report older than the figure)."""
        found = self.figures.get(key)
        return found.value if found else ""

    def as_json(self) -> dict[str, Any]:
        """As `AnnualReport.content` keeps it."""
        return {
            "year": self.year,
            "on": self.on.isoformat(),
            "figures": [_plain(one) for one in self.figures.values()],
            "tables": [_plain(one) for one in self.tables.values()],
            "people": list(self.people),
        }

    def dumped(self) -> bytes:
        """`as_json` as the bytes of JSON, without the detour: for hundreds of reports at once."""
        return orjson.dumps(
            {
                "year": self.year,
                "on": self.on,
                "figures": list(self.figures.values()),
                "tables": list(self.tables.values()),
                "people": self.people,
            }
        )

    @cached_property
    def digest(self) -> str:
        """SHA-256 of figures, tables and people; the day that they speak of does not count."""
        told = self.as_json() | {"on": ""}
        return digest_of(told)

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Content:
        """What `as_json` wrote."""
        return cls(
            year=told["year"],
            on=date.fromisoformat(told["on"]),
            figures={one["key"]: _figure(one) for one in told["figures"]},
            tables={one["name"]: _table(one) for one in told["tables"]},
            people=tuple(told["people"]),
        )


def digest_of(told: Any) -> str:
    """SHA-256 of a value as canonical JSON: sorted keys, no blanks."""
    return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()


def figures_of(found: Iterable[Figure]) -> dict[str, Figure]:
    """Figures by their keys."""
    return {one.key: one for one in found}


def _plain(one: Figure | Table) -> dict[str, Any]:
    return orjson.loads(orjson.dumps(one))


def _figure(told: Mapping[str, Any]) -> Figure:
    behind = told["behind"]
    asked = {name: tuple(values) for name, values in behind["asked"].items()} if behind else {}
    return Figure(told["key"], told["value"], Behind(behind["view"], asked) if behind else None)


def _table(told: Mapping[str, Any]) -> Table:
    rows = (Row(row["cadre"], tuple(row["cells"]), row["source"]) for row in told["rows"])
    return Table(told["name"], tuple(rows))
