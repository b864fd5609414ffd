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
# Every repetition is bounded: what is no XML at all must not take its time squared.
PREFIXED = re.compile(rb"<[^\s<>/?]{0,80}:")
ROW = re.compile(rb'<row r="([1-9][0-9]{0,6})"')
CELL = re.compile(rb'<c r="(?:[A-Z]|A[A-Z]|B[A-L])([1-9][0-9]{0,6})"')
LAST_COLUMN = 64  # BL, of the pattern above
# Cells that show an error, and formulas that nobody has worked out.
REST = rb"[^<>]{0,300}"
PLACE = REST + rb"?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']" + REST + rb">"
START, END = rb"<(?:\w{1,20}:)?c\s", rb"</(?:\w+:)?c>"
FORMULA = rb"<(?:\w+:)?f\b(?:" + REST + rb"/>|" + REST + rb">[^<]{0,9000}</(?:\w+:)?f>)"
IS_ERROR = rb"(?=" + REST + rb"\bt=[\"']e[\"'])"
SAYS = rb"<(?:\w+:)?v>([^<]{1,20})</(?:\w+:)?v>"
NO_VALUE = rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?"
ERROR = re.compile(START + IS_ERROR + PLACE + rb"(?:" + FORMULA + rb")?" + SAYS + END)
UNWORKED = re.compile(START + PLACE + FORMULA + NO_VALUE + END)


@dataclass(frozen=True, slots=True)
class Texts:
    """The table of shared texts: whether it was looked through, and its longest text at most."""

    is_ordinary: bool = True
    longest: int = field(default=0)


def shared_texts(content: bytes) -> Texts:
    """What can be said of the table without parsing it."""
    if not _is_plain(content) or b":si" in content or content.count(b"<si") > MOST_STRINGS:
        return Texts(is_ordinary=False)
    return Texts(longest=max(map(len, content.split(b"<si"))))


def is_harmless(content: bytes, texts: Texts, *, most_rows: int, most_text: int) -> bool:
    """Whether a sheet is written in the ordinary way and within the limits, for certain."""
    if content.count(b"sheetData") != 2 or not _is_plain(content):
        return False
    _, _, rest = content.partition(b"<sheetData>")
    cells, _, _ = rest.partition(b"</sheetData>")
    if not cells:
        return False
    # Colons are rare, but for the one attribute that texts with blanks have.
    if cells.count(b":") != cells.count(b" xml:space=") and PREFIXED.search(cells):
        return False
    rows, places = ROW.findall(cells), CELL.findall(cells)
    shared = cells.count(b'"s"') + (cells.count(b"'s'") if b"'" in cells else 0)
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
    if b't="e"' in content or _has(content, b"t='e'", rare=b"'"):
        for column, row, error in ERROR.findall(content):
            found[int(row) - 1, _number(column) - 1] = error.decode("utf-8", "replace")
    if b"f" in content and (b"<f" in content or b":f" in content):
        for column, row in UNWORKED.findall(content):
            found[int(row) - 1, _number(column) - 1] = ""
    return found


def _is_plain(content: bytes) -> bool:
    """UTF-8 without entities, comments and other things that hide what is there."""
    declared = DECLARATION.match(content)
    if declared and b"encoding" in declared[0] and not UTF8.search(declared[0]):
        return False
    return b"\0" not in content and not _has(content, b"<!", rare=b"!")


def _has(content: bytes, words: bytes, *, rare: bytes) -> bool:
    """Whether the words are in it; looking for one character first is many times as fast."""
    return rare in content and words in content


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
