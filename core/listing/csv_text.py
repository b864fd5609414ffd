"""Rows as CSV that Excel and WPS open: UTF-8 with a byte-order mark, no text run as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from core.listing.columns import Column, Kind
from core.listing.page import Listing
from core.listing.values import (
    REPEATING,
    ColumnConvert,
    Known,
    Values,
    chunks,
    each,
    text_of,
    unchanged,
)

# A text that begins like this is run as a formula by spreadsheet programs.
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def write_csv(
    listing: Listing, rows: Iterable[Values], stream: BinaryIO, *, who: str = "", ticked: str = ""
) -> int:
    """All rows below their header; returns how many."""
    count = 0
    stream.write(_header(listing))
    for lines, rows_in_them in _blocks(listing, rows):
        stream.write(lines)
        count += rows_in_them
    return count


def csv_blocks(listing: Listing, rows: Iterable[Values]) -> Iterator[bytes]:
    """The header, then the lines of many rows at a time."""
    yield _header(listing)
    for lines, _count in _blocks(listing, rows):
        yield lines


def _header(listing: Listing) -> bytes:
    return b"\xef\xbb\xbf" + _lines([[column.label for column in listing.columns]])


def _blocks(listing: Listing, rows: Iterable[Values]) -> Iterator[tuple[bytes, int]]:
    """Lines, and how many rows they are; the key of a row is not in its line."""
    converts = [_cells_of(column) for column in listing.columns]
    for chunk in chunks(rows):
        _keys, *columns = zip(*chunk, strict=True)
        cells = (convert(column) for convert, column in zip(converts, columns, strict=True))
        yield _lines(zip(*cells, strict=True)), len(chunk)


def _lines(rows: Iterable[Iterable[Any]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


def _cells_of(column: Column) -> ColumnConvert:
    """Figures as they stand, everything else in the words of the page."""
    if column.show is None and column.kind == Kind.NUMBER:
        return unchanged
    if column.show is None and column.kind == Kind.TEXT:
        return _texts
    text = text_of(column)
    if column.kind in REPEATING:
        return each(Known(lambda value: disarmed(text(value))).__getitem__)
    return each(lambda value: disarmed(text(value)))


def _texts(values: Values) -> Iterable[Any]:
    """Most columns have no text to disarm, which their first characters tell."""
    first = {value[0] for value in values if value and isinstance(value, str)}
    return values if first.isdisjoint(FORMULA) else map(disarmed, values)


def disarmed(text: Any) -> Any:
    """A text that a spreadsheet would run as a formula, made a text."""
    return f"'{text}" if text and isinstance(text, str) and text[0] in FORMULA else text
