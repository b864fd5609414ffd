"""A listing: what one viewer asked of one entity, read from a query string by every surface."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from core.errors import Invalid
from core.listing import asof, paging
from core.listing.columns import Column
from core.listing.conditions import Condition
from core.listing.entity import Entity
from core.listing.filters import Asked, asked_filters, filter_of, filter_set, parameter_names
from core.listing.keyset import Cursor, Key, ordered
from core.listing.paging import COUNT_LIMIT, Page
from core.listing.values import CHUNK, bulk_path
from core.scoping import Viewer

RESERVED = frozenset(
    {"columns", "order", "cursor", "size", "view", "format", "filters", asof.PARAMETER}
)
SIZES = (20, 50, 100, 200)
SIZE = re.compile(r"[0-9]{1,3}")


class Listing:
    """Columns, filters and order of one request; `strict` refuses what a page would overlook.

    Where no columns are asked for, people get the usual ones and programs (strict) all they have;
    `usual_columns` says otherwise. `counted`: the statement of the page counts what matches too.
    `fixed`: parameters that the page itself has set; they hold, and nobody is asked about them.
    """

    def __init__(
        self,
        entity: Entity,
        viewer: Viewer,
        params: QueryDict,
        *,
        strict: bool = False,
        usual_columns: bool | None = None,
        counted: bool = False,
        fixed: Collection[str] = (),
    ) -> None:
        self.entity = entity
        self.viewer = viewer
        self.params = params
        self.strict = strict
        self.usual_columns = not strict if usual_columns is None else usual_columns
        self.counted = counted
        self.fixed = frozenset(fixed)
        self.faults: list[str] = []  # what a page overlooked, in sentences

    @cached_property
    def on(self) -> date:
        """The day that the list speaks of; a page takes today for one that cannot be read."""
        if not self.entity.dated:
            return timezone.localdate()
        try:
            return asof.asked_day(self.params.get(asof.PARAMETER, ""))
        except Invalid as refusal:
            if self.strict:
                raise
            self.faults += refusal.fields[asof.PARAMETER]
            return timezone.localdate()

    @cached_property
    def available(self) -> tuple[Column, ...]:
        """The columns that this viewer has, bound to the day."""
        return tuple(column.at(self.on) for column in self.entity.columns_for(self.viewer))

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions that this viewer may choose."""
        return self.entity.conditions_for(self.available)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns asked for, in the entity's order; the defaults when none were."""
        asked = {
            name for text in self.params.getlist("columns") for name in text.split(",") if name
        }
        unknown = asked - {column.name for column in self.available}
        if unknown and self.strict:
            known = "、".join(column.name for column in self.available)
            sentence = (
                f"没有名为“{'、'.join(sorted(unknown))}”的列，或者没有授权。可用的列：{known}；"
                "需要别的，请安全管理员授权。"
            )
            raise Invalid({"columns": [sentence]})
        chosen = tuple(c for c in self.available if c.name in asked or (asked and c.pinned))
        if chosen and asked - unknown:
            return chosen
        if not self.usual_columns:
            return self.available
        return tuple(column for column in self.available if column.default)

    @cached_property
    def filters(self) -> Asked:
        """What was asked, of the rows in scope; a condition not asked has its default."""
        asked = list(asked_filters(self.available, self.params))
        rows: QuerySet = self.entity.rows(self.viewer, self.on)
        for condition in self.entity.conditions:
            if condition in self.conditions and self.params.get(condition.name):
                asked.append((condition.name, filter_of(condition, self.on)))
            elif condition.default:
                rows = condition.of(rows, condition.default, self.on, self.viewer)
        return filter_set(tuple(asked))(self.params, rows, viewer=self.viewer)

    @property
    def form(self) -> forms.Form:
        """What was asked, checked."""
        return self.filters.form

    @cached_property
    def rows(self) -> QuerySet:
        """Rows in scope that match; raises Invalid with the sentences of the fields."""
        self._refuse_unknown()
        if not self.filters.is_valid():
            raise Invalid({name: list(texts) for name, texts in self.filters.errors.items()})
        return self.filters.qs

    def _refuse_unknown(self) -> None:
        reserved = RESERVED if self.entity.dated else RESERVED - {asof.PARAMETER}
        names = parameter_names(self.available, self.conditions)
        unknown = sorted(set(self.params) - names - reserved)
        if unknown and self.strict:
            known = "、".join(sorted(names)) or "（无）"
            raise Invalid({name: [f"没有这个查询条件。可用的条件：{known}。"] for name in unknown})

    def chosen(self, condition: Condition) -> str:
        """The value of a condition that holds: the one asked for, else its default."""
        mine = condition in self.conditions
        return (self.params.get(condition.name, "") if mine else "") or condition.default

    @cached_property
    def drawn_columns(self) -> tuple[Column, ...]:
        """The columns that people filter by in the panel."""
        filtered = (column for column in self.available if column.lookup is not None)
        return tuple(c for c in filtered if self.fixed.isdisjoint(c.parameters))

    @cached_property
    def drawn_conditions(self) -> tuple[Condition, ...]:
        """The conditions that people choose in the panel."""
        return tuple(c for c in self.conditions if not c.hidden and c.name not in self.fixed)

    @cached_property
    def kept(self) -> list[tuple[str, str]]:
        """What holds whatever is set or cleared in the panel, the day apart."""
        names = ["columns", "order", "size"]
        names += [condition.name for condition in self.conditions if condition.hidden]
        names += sorted(self.fixed.difference(names))
        return [(name, value) for name in names for value in self.params.getlist(name) if value]

    @cached_property
    def active(self) -> int:
        """How many conditions are set in the panel; from … to … is one."""
        groups = [column.parameters for column in self.drawn_columns]
        groups += [(condition.name,) for condition in self.drawn_conditions]
        return sum(any(any(self.params.getlist(name)) for name in group) for group in groups)

    @cached_property
    def order(self) -> str:
        """The column ordered by, `-name` for descending; empty for the entity's own order."""
        asked = self.params.get("order", "")
        name = asked.removeprefix("-")
        if any(column.name == name and column.sortable for column in self.available):
            return asked
        if asked and self.strict:
            raise Invalid({"order": [f"不能按“{asked}”排序，请点列名排序。"]})
        return ""

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """The ordering keys; the primary key comes last, so that the order is total."""
        asked: tuple[str, ...] = ()
        if self.order:
            column = next(c for c in self.available if c.name == self.order.removeprefix("-"))
            asked = column.ordering
        if self.order.startswith("-"):
            asked = tuple(path[1:] if path.startswith("-") else f"-{path}" for path in asked)
        keys: dict[str, Key] = {}
        for path in (*asked, *self.entity.ordering):
            key = Key.parse(path, self.entity.model)
            keys.setdefault(key.path, key)
        if "id" not in keys:
            keys.setdefault("pk", Key("pk", nullable=False))
        return tuple(keys.values())

    @cached_property
    def size(self) -> int:
        """Rows per page."""
        asked = self.params.get("size", "")
        if SIZE.fullmatch(asked) and 1 <= int(asked) <= SIZES[-1]:
            return int(asked)
        if asked and self.strict:
            raise Invalid({"size": [f"每页行数“{asked}”无效，应为 1 到 {SIZES[-1]} 的整数。"]})
        return 50

    @property
    def count(self) -> int:
        """How many match, up to COUNT_LIMIT + 1: a list needs no more than "1,000+"."""
        known = self.page.count if self.counted else None
        return self._count if known is None else known

    @cached_property
    def _count(self) -> int:
        return paging.capped(self.rows).count()

    @property
    def count_text(self) -> str:
        """The number as shown."""
        return f"{COUNT_LIMIT:,}+" if self.count > COUNT_LIMIT else f"{self.count:,}"

    def tuples(self) -> Iterator[tuple[Any, ...]]:
        """Every matching row as `(pk, *values)`, streamed in order by one statement.

        Days are texts (`2026-06-30`); `core.listing.values` converts them.
        """
        return self.tuples_of(self.rows)

    def tuples_of(self, rows: QuerySet) -> Iterator[tuple[Any, ...]]:
        """The same for a part of the rows (the ticked ones)."""
        values = ordered(rows, self.keys).values_list("pk", *map(bulk_path, self.columns))
        return values.iterator(chunk_size=CHUNK)

    @cached_property
    def page(self) -> Page:
        """The asked page by one statement."""
        text = self.params.get("cursor", "")
        return paging.read(
            self.rows,
            [column.path for column in self.columns],
            keys=self.keys,
            cursor=Cursor.decode(text, keys=self.keys) if text else None,
            size=self.size,
            key_path=self.entity.record_key,
            counted=self.counted,
        )

    def query(self, **changed: str | None) -> str:
        """The query string with some parameters changed; None takes one away.

        Empty ones and the day of today go by themselves: tomorrow the same address means tomorrow.
        """
        today = (asof.PARAMETER, timezone.localdate().isoformat())
        pairs = [
            (name, value)
            for name, values in self.params.lists()
            if name not in changed
            for value in values
            if value and (name, value) != today
        ]
        pairs += [(name, value) for name, value in changed.items() if value]
        return urlencode(pairs)

    @property
    def cleared(self) -> str:
        """The query with nothing set in the panel: of the same tab, day, columns and order."""
        today = timezone.localdate()
        day = [] if self.on == today else [(asof.PARAMETER, self.on.isoformat())]
        return urlencode(self.kept + day)

    @property
    def lasting_query(self) -> str:
        """The query with its day in it: a job means the day that it was asked on."""
        if not self.entity.dated:
            return self.params.urlencode()
        return self.query(**{asof.PARAMETER: self.on.isoformat()})
