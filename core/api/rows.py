"""Tuples of a listing as JSON objects: no model instance, no serializer, one dictionary per row."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from core.listing.columns import Column, Kind

Convert = Callable[[Any], Any]


class _Known(dict[Any, Any]):
    """A choice has few values: each is put into words once."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column

    def __missing__(self, value: Any) -> Any:
        self[value] = self.column.json(value)
        return self[value]


def objects(columns: Iterable[Column], rows: Iterable[tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    """`(pk, *values)` as `{"id": pk, name: value}`, in the order of the columns."""
    columns = tuple(columns)
    names = ("id", *(column.name for column in columns))
    converted = [(column.name, convert) for column in columns if (convert := _converter(column))]
    for row in rows:
        found = dict(zip(names, row, strict=True))
        for name, convert in converted:
            found[name] = convert(found[name])
        yield found


def _converter(column: Column) -> Convert | None:
    """None where orjson writes the value as it stands: texts, numbers, days, truths."""
    if column.kind == Kind.CHOICE:
        return _Known(column).__getitem__
    if column.kind == Kind.MOMENT:
        return column.json
    return None
