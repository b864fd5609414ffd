"""A listing: what one viewer asked of one entity, read from a query string by every surface."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from core.errors import Invalid
from core.listing.columns import Column, Kind
from core.listing.entity import Entity
from core.listing.filters import filter_set, parameter_names
from core.listing.keyset import Cursor, Key, after, ordered
from core.scoping import Viewer

RESERVED = frozenset({"columns", "order", "cursor", "size", "view", "format"})
SIZES = (20, 50, 100, 200)
SIZE = re.compile(r"[0-9]{1,3}")
COUNT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the table on a page."""

    text: str
    pinned: bool
    is_number: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table on a page."""

    pk: int
    number: int
    url: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of tuples `(pk, *values)` and the cursors beside it."""

    tuples: list[tuple[Any, ...]]
    first_number: int
    next: str | None
    previous: str | None


class Listing:
    """Columns, filters and order of one request; `strict` refuses what a page would overlook.

    Where no columns are asked for, people get the usual ones and programs (strict) all they have;
    `usual_columns` says otherwise.
    """

    def __init__(
        self,
        entity: Entity,
        viewer: Viewer,
        params: QueryDict,
        *,
        strict: bool = False,
        usual_columns: bool | None = None,
    ) -> None:
        self.entity = entity
        self.viewer = viewer
        self.params = params
        self.strict = strict
        self.usual_columns = not strict if usual_columns is None else usual_columns

    @cached_property
    def available(self) -> tuple[Column, ...]:
        """The columns that this viewer has."""
        return self.entity.columns_for(self.viewer)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns asked for, in the entity's order; the defaults when none were."""
        asked = {
            name for text in self.params.getlist("columns") for name in text.split(",") if name
        }
        unknown = asked - {column.name for column in self.available}
        if unknown and self.strict:
            raise Invalid({"columns": [f"没有名为“{'、'.join(sorted(unknown))}”的列。"]})
        chosen = tuple(c for c in self.available if c.name in asked or (asked and c.pinned))
        if chosen and asked - unknown:
            return chosen
        if not self.usual_columns:
            return self.available
        return tuple(column for column in self.available if column.default)

    @cached_property
    def filters(self):
        """The bound filter set over the available columns."""
        request = SimpleNamespace(viewer=self.viewer)
        rows = self.entity.rows(self.viewer)
        return filter_set(self.entity, self.available)(self.params, queryset=rows, request=request)

    @cached_property
    def form(self):
        """The filter panel, filled with what was asked."""
        return self.filters.form

    @cached_property
    def rows(self) -> QuerySet:
        """Rows in scope that match; raises Invalid with the sentences of the fields."""
        names = parameter_names(self.form)
        unknown = sorted(set(self.params) - names - RESERVED)
        if unknown and self.strict:
            known = "、".join(sorted(names)) or "（无）"
            raise Invalid({name: [f"没有这个查询条件。可用的条件：{known}。"] for name in unknown})
        if not self.form.is_valid():
            raise Invalid({name: list(texts) for name, texts in self.form.errors.items()})
        return self.filters.qs

    @cached_property
    def active(self) -> int:
        """How many conditions are set."""
        return sum(1 for name in parameter_names(self.form) if self.params.get(name))

    @cached_property
    def order(self) -> str:
        """The column ordered by, `-name` for descending; empty for the entity's own order."""
        asked = self.params.get("order", "")
        name = asked.removeprefix("-")
        if any(column.name == name and column.sortable for column in self.available):
            return asked
        if asked and self.strict:
            raise Invalid({"order": [f"不能按“{asked}”排序。"]})
        return ""

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """The ordering keys; the primary key comes last, so that the order is total."""
        paths = list(self.entity.ordering)
        if self.order:
            sign = "-" if self.order.startswith("-") else ""
            paths.insert(0, sign + self.entity.column(self.order.removeprefix("-")).path)
        keys = [Key.parse(path, self.entity.model) for path in paths]
        if keys[-1].path not in ("pk", "id"):
            keys.append(Key("pk", nullable=False))
        return tuple(keys)

    @cached_property
    def size(self) -> int:
        """Rows per page."""
        asked = self.params.get("size", "")
        if SIZE.fullmatch(asked) and 1 <= int(asked) <= SIZES[-1]:
            return int(asked)
        if asked and self.strict:
            raise Invalid({"size": [f"每页行数“{asked}”无效，应为 1 到 {SIZES[-1]} 的整数。"]})
        return 50

    @cached_property
    def count(self) -> int:
        """How many match, up to COUNT_LIMIT + 1: a list needs no more than "1,000+"."""
        return self.rows.order_by()[: COUNT_LIMIT + 1].count()

    @property
    def count_text(self) -> str:
        """The number as shown."""
        return f"{COUNT_LIMIT:,}+" if self.count > COUNT_LIMIT else f"{self.count:,}"

    def tuples(self) -> Iterator[tuple[Any, ...]]:
        """Every matching row as `(pk, *values)`, streamed in order by one statement."""
        return self.tuples_of(self.rows)

    def tuples_of(self, rows: QuerySet) -> Iterator[tuple[Any, ...]]:
        """The same for a part of the rows (the ticked ones)."""
        paths = [column.path for column in self.columns]
        return ordered(rows, self.keys).values_list("pk", *paths).iterator(chunk_size=2000)

    @cached_property
    def page(self) -> Page:
        """The asked page by one statement."""
        text = self.params.get("cursor", "")
        cursor = Cursor.decode(text, keys=self.keys) if text else None
        backward = cursor is not None and cursor.backward
        rows = after(self.rows, self.keys, cursor) if cursor else self.rows
        paths = [column.path for column in self.columns]
        keys = [key.path for key in self.keys]
        # Key values ride along behind the cells: an edge row becomes a cursor without a look-up.
        fetched = list(
            ordered(rows, self.keys, backward=backward).values_list("pk", *paths, *keys)[
                : self.size + 1
            ]
        )
        more = len(fetched) > self.size
        fetched = fetched[: self.size]
        if backward:
            fetched.reverse()
        before = cursor.before if cursor else 0
        if backward:
            before = max(before - len(fetched), 0) if more else 0
        width = 1 + len(paths)
        edges = [row[width:] for row in fetched]
        has_next = (more or backward) and bool(fetched)
        has_previous = bool(fetched) and (more if backward else cursor is not None)
        after_last = Cursor(edges[-1], False, before + len(fetched)) if has_next else None
        before_first = Cursor(edges[0], True, before) if has_previous else None
        return Page(
            tuples=[row[:width] for row in fetched],
            first_number=before + 1,
            next=after_last.encode(self.keys) if after_last else None,
            previous=before_first.encode(self.keys) if before_first else None,
        )

    def table(self) -> list[Row]:
        """The page as cells for a template."""
        return [
            Row(
                pk=pk,
                number=number,
                url=reverse(self.entity.record_url, args=[pk]) if self.entity.record_url else "",
                cells=[
                    Cell(column.text(value), column.pinned, column.kind == Kind.NUMBER)
                    for column, value in zip(self.columns, values, strict=True)
                ],
            )
            for number, (pk, *values) in enumerate(self.page.tuples, self.page.first_number)
        ]

    def query(self, **changed: str | None) -> str:
        """The query string with some parameters changed; None takes one away."""
        params = self.params.copy()
        for name, value in changed.items():
            if value is None:
                params.pop(name, None)
            else:
                params[name] = value
        return params.urlencode()
