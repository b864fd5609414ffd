"""Sheets as every usual program writes them, vetted without a parser: some searches over the bytes.

Parsing a sheet of ten thousand rows only to count its cells takes several times as long as reading
it. What is not written in the ordinary way is left to the parser (core/workbook_cells.py), so
nothing passes here that would not pass there.
"""

import re
from dataclasses import dataclass, field

from core.workbook_cells import ELEMENTS_OF_A_CELL, MOST_STRINGS

DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?>")
UTF8 = re.compile(rb"""encoding\s*=\s*["']utf-8["']""", re.IGNORECASE)
PREFIXED = re.compile(rb"<[^\s>/?]*:")
ROW = re.compile(rb'<row r="([1-9][0-9]{0,6})"')
CELL = re.compile(rb'<c r="(?:[A-Z]|A[A-Z]|B[A-L])([1-9][0-9]{0,6})"')
LAST_COLUMN = 64  # BL, of the pattern above
# Cells that show an error, and formulas that nobody has worked out.
START = rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]+)([0-9]+)[\"'][^>]*>"
END = rb"</(?:\w+:)?c>"
FORMULA = rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
ERROR = re.compile(START + rb"(?:" + FORMULA + rb")?<(?:\w+:)?v>(#[^<]{1,20})</(?:\w+:)?v>" + END)
UNWORKED = re.compile(START + FORMULA + rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?" + END)


@dataclass(frozen=True, slots=True)
class Texts:
    """The table of shared texts: whether it was looked through, and its longest text at most."""

    is_ordinary: bool = True
    longest: int = field(default=0)


def shared_texts(content: bytes) -> Texts:
    """What can be said of the table without parsing it."""
    if not _is_plain(content) or content.count(b"<si") > MOST_STRINGS:
        return Texts(is_ordinary=False)
    return Texts(longest=max(map(len, content.split(b"<si"))))


def is_harmless(content: bytes, texts: Texts, *, most_rows: int, most_text: int) -> bool:
    """Whether a sheet is written in the ordinary way and within the limits, for certain."""
    if content.count(b"sheetData") != 2 or not _is_plain(content):
        return False
    _, _, rest = content.partition(b"<sheetData>")
    cells, _, _ = rest.partition(b"</sheetData>")
    if not cells or PREFIXED.search(cells):
        return False
    rows, places = ROW.findall(cells), CELL.findall(cells)
    shared = cells.count(b't="s"')
    return (
        cells.count(b"<row") == len(rows)
        and cells.count(b"<c") == len(places)
        and max(map(int, {b"1", *rows, *places})) <= most_rows
        and cells.count(b"<") <= ELEMENTS_OF_A_CELL * most_rows * LAST_COLUMN
        and (not shared or texts.is_ordinary)
        and shared * texts.longest <= most_text
    )


def faults(content: bytes) -> dict[tuple[int, int], str]:
    """Cells without a value that one could read: (row, column) from 0 to the error, "" for none.

    A parser gives an empty cell for them, which would pass for something left out.
    """
    found = {}
    if b'"e"' in content or b"'e'" in content:
        for column, row, error in ERROR.findall(content):
            found[int(row) - 1, _number(column) - 1] = error.decode("utf-8", "replace")
    if b"<f" in content or b":f" in content:
        for column, row in UNWORKED.findall(content):
            found[int(row) - 1, _number(column) - 1] = ""
    return found


def _is_plain(content: bytes) -> bool:
    """UTF-8 without entities, comments and other things that hide what is there."""
    declared = DECLARATION.match(content)
    if declared and b"encoding" in declared[0] and not UTF8.search(declared[0]):
        return False
    return b"<!" not in content and b"\0" not in content


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
