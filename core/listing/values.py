"""Values of many rows in words and as JSON, a column at a time: what repeats is converted once.

The loops over rows run inside the interpreter (`map`, `zip`), not in Python.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from core.listing.columns import Column, Kind, city_time

Values = tuple[Any, ...]
Convert = Callable[[Any], Any]
ColumnConvert = Callable[[Values], Iterable[Any]]

CHUNK = 2000  # rows that are converted together
DAYS = frozenset({Kind.DATE, Kind.MONTH, Kind.YEARS})
# Few different values in many rows.
REPEATING = DAYS | {Kind.CHOICE, Kind.YES_NO}


class Known(dict[Any, Any]):
    """Converts each value once."""

    def __init__(self, convert: Convert) -> None:
        super().__init__()
        self.convert = convert

    def __missing__(self, value: Any) -> Any:
        found = self[value] = self.convert(value)
        return found


def bulk_path(column: Column) -> Any:
    """What is selected for many rows: days as the text that PostgreSQL sends anyway."""
    return Cast(column.path, TextField()) if column.kind in DAYS else column.path


def day_of(value: Any) -> date | None:
    """The day of a value that was selected either way."""
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def text_of(column: Column) -> Convert:
    """`Column.text`, with a memory where values repeat."""
    if column.kind in DAYS:
        return Known(lambda value: column.text(day_of(value))).__getitem__
    return Known(column.text).__getitem__ if column.kind in REPEATING else column.text


def json_of(column: Column) -> ColumnConvert:
    """`Column.json` for the values of one column, as far as orjson does not write them so itself.

    A moment stays one, in the city's time: the writer leaves out what is below a second.
    """
    match column.kind:
        case Kind.MONTH | Kind.YEARS:
            return each(Known(lambda value: column.json(day_of(value))).__getitem__)
        case Kind.CHOICE:
            return each(Known(column.json).__getitem__)
        case Kind.MOMENT:
            return each(_in_city)
    return unchanged if column.read is None else each(column.json)


def _in_city(moment: Any) -> Any:
    return moment and city_time(moment)


def each(convert: Convert) -> ColumnConvert:
    """A conversion of one value as one of a whole column."""
    return partial(map, convert)


def unchanged(values: Values) -> Values:
    """The values as they stand."""
    return values


def chunks(rows: Iterable[Values], size: int = CHUNK) -> Iterator[list[Values]]:
    """The rows in lists of at most `size`."""
    source = iter(rows)
    while chunk := list(islice(source, size)):
        yield chunk


def converted_columns(rows: list[Values], converts: Iterable[ColumnConvert]) -> list[Iterable[Any]]:
    """The columns of rows (at least one), each converted; as many converts as columns."""
    columns = zip(*rows, strict=True)
    return [convert(column) for convert, column in zip(converts, columns, strict=True)]
