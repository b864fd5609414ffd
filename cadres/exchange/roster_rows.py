"""People of the roster as the texts of its columns, by one statement."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import count
from typing import Any

from django.db.models import Case, F, TextField, When
from django.db.models.functions import Cast

from cadres.exchange.roster_column import RosterColumn
from cadres.exchange.roster_columns import columns_for
from cadres.roster.entities import ROSTER
from cadres.roster.querysets import RosterQuerySet
from cadres.roster.standing import as_it_was
from core.listing.values import CHUNK, Known, bulk_path, chunks
from core.scoping import Viewer

NUMBER, ID_NUMBER = "number", "id_number"


def roster_columns(
    viewer: Viewer, *, internal: bool = False, numbers: bool = True
) -> tuple[RosterColumn, ...]:
    """The columns that the viewer has; `internal` adds 所在单位, 身份证号 (unless not `numbers`)
    and 联系电话."""
    columns = columns_for(ROSTER, viewer, internal=internal)
    return tuple(column for column in columns if numbers or column.name != ID_NUMBER)


def roster_rows(
    entries: RosterQuerySet,
    viewer: Viewer,
    on: date,
    *,
    internal: bool = False,
    numbers: bool = True,
) -> Iterator[tuple[str, ...]]:
    """A text for each of `roster_columns`, of the stays that the viewer may see.

    In the order of the stays; their own, the official one, unless they have another: unit, level,
    seat, time in the level, strokes (domain §9.2). Tier, direction and who holds somebody are
    those of the day; which stays a past day had is for whoever chose them (`Listing.rows`).
    """
    rows = entries.visible_to(viewer)
    if "tier_then" not in rows.query.annotations:
        rows = as_it_was(rows, viewer, on)
    if not rows.query.order_by:
        rows = rows.order_by("sort_key", "pk")
    columns = roster_columns(viewer, internal=internal, numbers=numbers)
    paths, parts = _selected(columns, viewer, on)
    values = rows.values_list("pk", *paths).iterator(chunk_size=CHUNK)
    makers = [_maker(column, on) for column in columns]
    numbers = count(1)
    for chunk in chunks(values):
        _keys, *found = zip(*chunk, strict=True)
        written = [
            make([found[at] for at in part], numbers, len(chunk))
            for make, part in zip(makers, parts, strict=True)
        ]
        yield from zip(*written, strict=True)


def _selected(
    columns: Sequence[RosterColumn], viewer: Viewer, on: date
) -> tuple[list[Any], list[tuple[int, ...]]]:
    """What is selected, and for each column the places of its values among it."""
    paths: list[Any] = []
    parts: list[tuple[int, ...]] = []
    for column in columns:
        begun = len(paths)
        paths += [bulk_path(ROSTER.column(name).at(on)) for name in column.made_of]
        beyond = [_beyond(path) for path in column.beyond]
        if column.only is not None:  # of whom the viewer sees in another role, himself say, not
            opened = RosterQuerySet.scope_condition(viewer, column.only)
            beyond = [Case(When(opened, then=value)) for value in beyond]
        paths += beyond
        parts.append(tuple(range(begun, len(paths))))
    return paths, parts


def _beyond(path: str) -> Any:
    field = ROSTER.model
    *way, last = path.split("__")
    for step in way:
        field = field._meta.get_field(step).related_model
    kind = field._meta.get_field(last).get_internal_type()
    return Cast(path, TextField()) if kind == "DateField" else F(path)


def _maker(column: RosterColumn, on: date) -> Callable[[list[Any], count, int], Sequence[str]]:
    """Makes the texts of a column, each combination of values once where they repeat."""
    write = partial(column.write, on) if column.is_dated else column.write
    if column.name == NUMBER:
        return lambda _values, numbers, size: [str(next(numbers)) for _ in range(size)]
    if not column.made_of and not column.beyond:
        return lambda _values, _numbers, size: [write()] * size
    if not column.repeats:
        return lambda values, _numbers, _size: list(map(write, *values))
    known = Known(lambda values: write(*values))
    return lambda values, _numbers, _size: [known[found] for found in zip(*values, strict=True)]
