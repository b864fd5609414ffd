"""Workbooks of plain rows, and what is read of them."""

import io

import pytest
import xlsxwriter

from cadres.exchange.roster_told import read_roster
from cadres.formats.roster_sheet.rows import SheetRow
from core.workbook import UnreadableFileError

HEADINGS = ("姓名", "性别", "出生年月", "单位", "备注")
SOMEBODY = ("周晓航", "女", "1992.05", "市交通运输局", "")


def made(*rows, draw=None) -> bytes:
    """A workbook of plain rows; `draw(book, sheet)` adds what rows cannot say."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("名册")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    if draw:
        draw(book, sheet)
    book.close()
    return stream.getvalue()


def read(content: bytes) -> list[SheetRow]:
    return read_roster(io.BytesIO(content))


def names(content: bytes) -> list[str]:
    return [row.cells.get("name", "") for row in read(content)]


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read(content)
    return str(refused.value)
