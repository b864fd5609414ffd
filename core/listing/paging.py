"""One page of a listing, with the number of all that match, by one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery, Value

from core.listing.keyset import Cursor, Key, after, ordered

COUNT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """One page of tuples `(pk, *values)`, the cursors beside it, and what rode along.

    `keys` are the values at the extra path, one per row; `count` is how many match, up to
    COUNT_LIMIT + 1, and None where it was not asked for or no row could carry it.
    """

    tuples: list[tuple[Any, ...]]
    keys: list[Any]
    first_number: int
    next: str | None
    previous: str | None
    count: int | None


class CountOf(Subquery):
    """How many rows a queryset has; PostgreSQL works it out once for the whole statement."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def capped(rows: QuerySet) -> QuerySet:
    """At most COUNT_LIMIT + 1 of the rows, with nothing in them: to be counted."""
    return rows.order_by().values_list(Value(1))[: COUNT_LIMIT + 1]


def read(
    matching: QuerySet,
    paths: Sequence[str],
    *,
    keys: tuple[Key, ...],
    cursor: Cursor | None,
    size: int,
    key_path: str = "pk",
    counted: bool = False,
) -> Page:
    """The page that starts at the cursor."""
    backward = cursor is not None and cursor.backward
    rows = after(matching, keys, cursor) if cursor else matching
    # Behind the cells: the ordering values, so that an edge row becomes a cursor without a look-up.
    asked = ["pk", *paths, *(key.path for key in keys), key_path]
    if counted:
        asked.append(CountOf(capped(matching)))
    rows = ordered(rows, keys, backward=backward)
    fetched = list(rows.values_list(*asked)[: size + 1])
    count = fetched[0][-1] if counted and fetched else None
    more = len(fetched) > size
    fetched = fetched[:size]
    if backward:
        fetched.reverse()
    before = cursor.before if cursor else 0
    if backward:
        before = max(before - len(fetched), 0) if more else 0
    width = 1 + len(paths)
    edges = slice(width, width + len(keys))
    has_next = (more or backward) and bool(fetched)
    has_previous = bool(fetched) and (more if backward else cursor is not None)
    after_last = Cursor(fetched[-1][edges], False, before + len(fetched)) if has_next else None
    before_first = Cursor(fetched[0][edges], True, before) if has_previous else None
    return Page(
        tuples=[row[:width] for row in fetched],
        keys=[row[edges.stop] for row in fetched],
        first_number=before + 1,
        next=after_last.encode(keys) if after_last else None,
        previous=before_first.encode(keys) if before_first else None,
        count=count if fetched or cursor else 0,
    )
