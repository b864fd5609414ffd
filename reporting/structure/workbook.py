"""A table of the structure as a workbook in the official look (domain §7 and §9.2)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.workbook_look import A4, FRAMED, HEAD, SONG, TITLE, WORDS
from reporting.structure.table import Cell, Line, Table

# A unit may be called as it likes: no text becomes a formula or a link.
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
HEADS = 2  # the row of column categories, from 0; below it stand 人数 and 比率
FIRST = 4


def workbook(table: Table, *, title: str, filed_by: str, made_by: str, made_at: datetime) -> bytes:
    """Title, who and until when, heads in two rows, a row a category, the sum, the notes."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, PLAIN)
    sheet = book.add_worksheet("结构统计")
    looks = _looks(book)
    heads = ["合计", *(head.label for head in table.heads)]
    last = 2 * len(heads) + 1
    _head(sheet, looks, title, f"填报单位：{filed_by}", f"统计截止：{_day(table)}", last)
    sheet.merge_range(HEADS, 0, HEADS + 1, 0, table.rows.label, looks["head"])
    for place, label in enumerate(heads):
        column = 1 + 2 * place
        sheet.merge_range(HEADS, column, HEADS, column + 1, label, looks["head"])
        sheet.write_string(HEADS + 1, column, "人数", looks["head"])
        sheet.write_string(HEADS + 1, column + 1, "比率（%）", looks["head"])
    sheet.merge_range(HEADS, last, HEADS + 1, last, "平均年龄（岁）", looks["head"])
    row = FIRST
    for row, line in enumerate([*table.lines, table.total], start=FIRST):
        _line(sheet, row, line, last, looks)
    _ages(sheet, row + 1, table, last, looks)
    sheet.write_string(
        row + 2, 0, "比率为占本列合计的百分数，四舍五入；年龄按月计算，满周岁。", looks["text"]
    )
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, last, 9)
    sheet.set_column(last, last, 10)
    sheet.freeze_panes(FIRST, 1)
    sheet.repeat_rows(HEADS, HEADS + 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    who = made_by.replace("&", "&&")[:80]
    sheet.set_footer(f"&L导出人：{who}　{made_at:%Y-%m-%d %H:%M}&R第 &P 页　共 &N 页")
    book.close()
    return stream.getvalue()


def _looks(book: xlsxwriter.Workbook) -> dict[str, Format]:
    text = SONG | {"font_size": 10}
    cell = text | FRAMED | {"align": "center"}
    return {
        "title": book.add_format(TITLE | {"font_size": 22}),
        "text": book.add_format(text),
        "right": book.add_format(text | {"align": "right"}),
        "head": book.add_format(HEAD | {"font_size": 10}),
        "label": book.add_format(cell | WORDS | {"align": "left"}),
        "number": book.add_format(cell | {"num_format": "0"}),
        "share": book.add_format(cell | {"num_format": "0.0"}),
    }


def _head(
    sheet: Worksheet, looks: dict[str, Format], title: str, left: str, right: str, last: int
) -> None:
    half = max(last // 2, 1)
    sheet.set_row(0, 42)
    sheet.merge_range(0, 0, 0, last, title, looks["title"])
    sheet.set_row(1, 22)
    sheet.merge_range(1, 0, 1, half, left, looks["text"])
    sheet.merge_range(1, half + 1, 1, last, right, looks["right"])
    sheet.set_row(HEADS, 30)


def _day(table: Table) -> str:
    return f"{table.on.year}年{table.on.month}月{table.on.day}日"


def _line(sheet: Worksheet, row: int, line: Line, last: int, looks: dict[str, Format]) -> None:
    sheet.write_string(row, 0, line.label, looks["label"])
    for place, cell in enumerate(_cells(line)):
        sheet.write_number(row, 1 + 2 * place, cell.number, looks["number"])
        _share(sheet, row, 2 + 2 * place, cell.percent, looks)
    _share(sheet, row, last, line.age, looks)


def _ages(sheet: Worksheet, row: int, table: Table, last: int, looks: dict[str, Format]) -> None:
    sheet.write_string(row, 0, "平均年龄（岁）", looks["label"])
    for place, age in enumerate([table.total.age, *table.ages]):
        sheet.merge_range(row, 1 + 2 * place, row, 2 + 2 * place, "", looks["share"])
        _share(sheet, row, 1 + 2 * place, age, looks)
    sheet.write_blank(row, last, None, looks["share"])


def _cells(line: Line) -> Iterator[Cell]:
    yield line.total
    yield from line.cells


def _share(sheet: Worksheet, row: int, column: int, text: str, looks: dict[str, Format]) -> None:
    try:
        sheet.write_number(row, column, float(text), looks["share"])
    except ValueError:
        sheet.write_string(row, column, text, looks["share"])
