"""Rows of texts as the XML of a sheet, many at a time: a column is written in one go.

Texts are inline strings: never a formula, and no table of texts has to be kept until the end.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from xlsxwriter.utility import xl_col_to_name

from cadres.formats.roster_sheet.columns import SheetColumn
from cadres.formats.roster_sheet.heights import MOST_LINES, height, lines_of
from core.listing.values import Known

CHUNK = 1000  # rows
PART = "\x01"  # between the texts of a column, to look through all of them at once
# What cannot stand in XML, or would be read as something else there: most columns have none of it.
SPECIAL = re.compile(
    "[&<>\x00\x02-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]"
    r"|_x[0-9A-Fa-f]{4}_|(?<=\x01)\s|\s(?=\x01)|\A\s|\s\Z"
)
IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
HALF_CHARACTER = 1.62  # mm, of 9 points and a little
TWO_LINES = 28  # points: the least, as a list for the eye has it
HEIGHTS = [str(height(lines, least=TWO_LINES)) for lines in range(MOST_LINES + 1)]
DIGITS = re.compile("[0-9]{1,15}", re.ASCII)


def row_blocks(
    rows: Iterable[Sequence[str]],
    columns: Sequence[SheetColumn],
    styles: Sequence[int],
    first_row: int,
) -> Iterator[tuple[str, int]]:
    """The XML of up to CHUNK rows at a time, and how many they are; `first_row` is from 1."""
    looks = [
        (xl_col_to_name(place), style, column.is_number)
        for place, (column, style) in enumerate(zip(columns, styles, strict=True))
    ]
    knowing = [Known(partial(lines_of, width=width)) for width in map(units, columns)]
    source, number = iter(rows), first_row
    while chunk := list(islice(source, CHUNK)):
        numbers = [str(n) for n in range(number, number + len(chunk))]
        found = [
            _stacked(texts) if column.is_stacked else texts
            for texts, column in zip(zip(*chunk, strict=True), columns, strict=True)
        ]
        written = [_cells(numbers, texts, *look) for texts, look in zip(found, looks, strict=True)]
        # What programs make of a wrapped text differs: the height of the highest cell is said.
        counts = [
            map(known.__getitem__, texts) for known, texts in zip(knowing, found, strict=True)
        ]
        heights = map(HEIGHTS.__getitem__, map(max, zip(*counts, strict=True)))
        lines = zip(numbers, heights, map("".join, zip(*written, strict=True)), strict=True)
        block = [f'<row r="{n}" ht="{height}">{cells}</row>' for n, height, cells in lines]
        yield "".join(block), len(chunk)
        number += len(chunk)


def units(column: SheetColumn) -> int:
    """How many half characters stand in one line of the column."""
    return max(2, int(column.mm / HALF_CHARACTER))


def _stacked(texts: Sequence[str]) -> list[str]:
    """1992.05 and, below it, （34岁）."""
    return [text.replace("（", "\n（").lstrip("\n") for text in texts]


def _cells(
    numbers: Sequence[str], texts: Sequence[str], column: str, style: int, is_number: bool
) -> Iterable[str]:
    if is_number:
        return [
            _figure(f"{column}{n}", style, text) for n, text in zip(numbers, texts, strict=True)
        ]
    joined = PART.join(texts)
    if SPECIAL.search(joined) or joined.count(PART) != len(texts) - 1:
        return [
            _special(f"{column}{n}", style, text) for n, text in zip(numbers, texts, strict=True)
        ]
    filled = f'" s="{style}" t="inlineStr"><is><t>'
    empty = f'" s="{style}"/>'
    start = f'<c r="{column}'
    return [
        f"{start}{n}{filled}{text}</t></is></c>" if text else f"{start}{n}{empty}"
        for n, text in zip(numbers, texts, strict=True)
    ]


def _figure(place: str, style: int, text: str) -> str:
    if DIGITS.fullmatch(text):
        return f'<c r="{place}" s="{style}"><v>{text}</v></c>'
    return _special(place, style, text)


def _special(place: str, style: int, text: str) -> str:
    plain = IMPOSSIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not plain:
        return f'<c r="{place}" s="{style}"/>'
    plain = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    plain = ESCAPED.sub("_x005F_", plain)
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{plain}</t></is></c>'
    )
