"""Many rows as lines of JSON: each value is written once per column, and the pieces are joined.

A dictionary per row would only be taken apart again. What repeats (codes, months, years) is written
once for all rows; the loops run inside the interpreter.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import repeat
from typing import Any

import orjson

from core.api.rows import nested
from core.listing.columns import Column, Kind
from core.listing.values import (
    REPEATING,
    ColumnConvert,
    Known,
    Values,
    chunks,
    converted_columns,
    day_of,
    each,
    json_of,
)

OPTION = orjson.OPT_OMIT_MICROSECONDS
PLAIN = frozenset({Kind.TEXT, Kind.NUMBER})
written = partial(orjson.dumps, default=str, option=OPTION)


def lines(columns: Iterable[Column], rows: Iterable[Values]) -> Iterator[bytes]:
    """What `core.api.rows.objects` makes of the rows, as lines with their ends."""
    columns = tuple(columns)
    layout = {"id": 0} | nested(columns, range(1, len(columns) + 1))
    pieces = (*_pieces(layout), b"\n")
    writers = (each(orjson.dumps), *map(_writer, columns))
    for chunk in chunks(rows):
        values = converted_columns(chunk, writers)
        parts = (repeat(piece) if isinstance(piece, bytes) else values[piece] for piece in pieces)
        yield from map(b"".join, zip(*parts, strict=False))  # what stands between never ends


def _pieces(layout: Mapping[str, Any]) -> Iterator[bytes | int]:
    """The text between the values, and the places of these among the columns."""
    opening = b"{"
    for key, place in layout.items():
        yield opening + orjson.dumps(key) + b":"
        if isinstance(place, Mapping):
            yield from _pieces(place)
        else:
            yield place
        opening = b","
    yield b"}"


def _writer(column: Column) -> ColumnConvert:
    """Writes the values of one column."""
    if column.kind in REPEATING:
        return each(Known(lambda value: written(_json(column, value))).__getitem__)
    if column.kind in PLAIN and column.read is None:
        return each(orjson.dumps)
    convert = json_of(column)
    return lambda values: map(written, convert(values))


def _json(column: Column, value: Any) -> Any:
    """A value that is a day was selected as its text."""
    return column.json(day_of(value) if column.kind in (Kind.MONTH, Kind.YEARS) else value)
