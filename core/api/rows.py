"""Tuples of a listing as JSON objects: no model instance, no serializer, one dictionary per row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from core.listing.columns import Column
from core.listing.values import Values, chunks, converted_columns, json_of, unchanged


def objects(columns: Iterable[Column], rows: Iterable[Values]) -> Iterator[dict[str, Any]]:
    """`(pk, *values)` as `{"id": pk, name: value}`, in the order of the columns.

    Columns that stand within an object are put together there.
    """
    columns = tuple(columns)
    layout = {"id": 0} | nested(columns, range(1, len(columns) + 1))
    converts = (unchanged, *map(json_of, columns))
    for chunk in chunks(rows):
        yield from _assembled(layout, converted_columns(chunk, converts))


def nested(columns: Iterable[Column], leaves: Iterable[Any]) -> dict[str, Any]:
    """A leaf for each column, under its key, in the object that the column stands within."""
    tree: dict[str, Any] = {}
    for column, leaf in zip(columns, leaves, strict=True):
        node = tree
        for step in filter(None, column.within.split(".")):
            node = node.setdefault(step, {})
        node[column.key or column.name] = leaf
    return tree


def _assembled(layout: Mapping[str, Any], values: Sequence[Iterable[Any]]) -> Iterator[dict]:
    """One dictionary per row; an object inside is a column of dictionaries, made the same way."""
    parts = (
        _assembled(place, values) if isinstance(place, dict) else values[place]
        for place in layout.values()
    )
    return map(dict, map(zip, repeat(tuple(layout)), zip(*parts, strict=True)))
