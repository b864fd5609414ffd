"""A roster as a workbook in the official look, and as CSV, in constant memory."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import BinaryIO

from cadres.formats.roster_sheet.cell_xml import row_blocks
from cadres.formats.roster_sheet.columns import SheetColumn
from cadres.formats.roster_sheet.frame import (
    COUNT,
    FIRST_ROW,
    LAST_ROW,
    NOTES_PART,
    SHEET_PART,
    frame,
)
from cadres.formats.roster_sheet.head import RosterHead
from core.errors import DomainError
from core.listing.csv_text import disarmed

LEVEL = 1  # of compression: half the time of the usual one, for a fifth more bytes
CSV_CHUNK = 2000


class TooManyRows(DomainError):
    """More people than a sheet has rows."""

    title = "行数超过上限"


def write_roster(
    stream: BinaryIO,
    head: RosterHead,
    columns: Sequence[SheetColumn],
    rows: Iterable[Sequence[str]],
) -> int:
    """Write the workbook; a row is as many texts as there are columns. Returns how many rows."""
    made, count = frame(head, columns), 0
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        notes = made.parts.pop(NOTES_PART)
        for name, content in made.parts.items():
            archive.writestr(name, content)
        with archive.open(SHEET_PART, "w", force_zip64=True) as part:
            part.write(made.before.encode())
            for block, lines in row_blocks(rows, columns, made.styles, FIRST_ROW + 1):
                count += lines
                if count > LAST_ROW - FIRST_ROW:
                    raise TooManyRows(
                        f"名册超过 {LAST_ROW - FIRST_ROW:,} 行，一张工作表放不下，请改用 CSV 格式。"
                    )
                part.write(block.encode())
            part.write(made.behind.encode())
        archive.writestr(NOTES_PART, notes.replace(b"%d" % COUNT, b"%d" % count))
    return count


def write_roster_csv(
    stream: BinaryIO, columns: Sequence[SheetColumn], rows: Iterable[Sequence[str]]
) -> int:
    """The same columns as lines below one header, UTF-8 with a byte-order mark."""
    stream.write(b"\xef\xbb\xbf")
    source = chain([[column.heading for column in columns]], rows)
    count = -1
    while chunk := list(islice(source, CSV_CHUNK)):
        buffer = io.StringIO()
        csv.writer(buffer).writerows(map(_disarmed, row) for row in chunk)
        stream.write(buffer.getvalue().encode("utf-8", "replace"))
        count += len(chunk)
    return count


def _disarmed(text: str) -> str:
    """No formula; a quote that begins a text is doubled, so that reading takes away ours alone."""
    return f"'{text}" if text[:1] == "'" else disarmed(text)
