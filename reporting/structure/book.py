"""A table of figures as a workbook in the official look (domain §7 and §9.2)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.workbook_look import A4, FRAMED, HEAD, SONG, TITLE, WORDS

# A unit may be called as it likes: no text becomes a formula or a link.
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
HEADS = 2  # the two rows of heads, from 0
FIRST = 4
LABEL = 22  # the width of the first column, in characters
Value = int | str | None  # None: the cell before is as wide as both


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its head, what stands above it and others, its width in characters."""

    label: str
    group: str = ""  # "" where its head has both rows
    width: float = 9


@dataclass(frozen=True, slots=True)
class Row:
    """What a row is of, and its figures: a share or an average as text."""

    label: str
    values: Sequence[Value]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of a sheet; `of` is the head of the first column, `notes` stand below."""

    name: str
    title: str
    filed_by: str
    on: date
    of: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    notes: Sequence[str] = ()


def book_of(told: Sheet, *, made_by: str, made_at: datetime) -> bytes:
    """Title, who and until when, heads in two rows, rows, notes; who took it at the foot."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, PLAIN)
    sheet = book.add_worksheet(told.name)
    looks = _looks(book)
    _above(sheet, looks, told)
    _heads(sheet, looks, told)
    for place, row in enumerate(told.rows, start=FIRST):
        _row(sheet, looks, place, row)
    for place, note in enumerate(told.notes, start=FIRST + len(told.rows)):
        sheet.write_string(place, 0, note, looks["text"])
    sheet.set_column(0, 0, LABEL)
    for place, column in enumerate(told.columns, start=1):
        sheet.set_column(place, place, column.width)
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


def _above(sheet: Worksheet, looks: dict[str, Format], told: Sheet) -> None:
    last = len(told.columns)
    half = max(last // 2, 1)
    sheet.set_row(0, 42)
    _across(sheet, 0, 0, last, told.title, looks["title"])
    sheet.set_row(1, 22)
    _across(sheet, 1, 0, half, f"填报单位：{told.filed_by}", looks["text"])
    until = f"统计截止：{told.on.year}年{told.on.month}月{told.on.day}日"
    _across(sheet, 1, half + 1, last, until, looks["right"])
    sheet.set_row(HEADS, 30)


def _heads(sheet: Worksheet, looks: dict[str, Format], told: Sheet) -> None:
    head = looks["head"]
    sheet.merge_range(HEADS, 0, HEADS + 1, 0, told.of, head)
    first = 1
    for place, column in enumerate(told.columns, start=1):
        if not column.group:
            sheet.merge_range(HEADS, place, HEADS + 1, place, column.label, head)
            continue
        sheet.write_string(HEADS + 1, place, column.label, head)
        if place == 1 or told.columns[place - 2].group != column.group:
            first = place
        if place == len(told.columns) or told.columns[place].group != column.group:
            _across(sheet, HEADS, first, place, column.group, head)


def _row(sheet: Worksheet, looks: dict[str, Format], place: int, row: Row) -> None:
    sheet.write_string(place, 0, row.label, looks["label"])
    for number, value in enumerate(row.values, start=1):
        if value is None:
            continue
        if number < len(row.values) and row.values[number] is None:
            sheet.merge_range(place, number, place, number + 1, "", looks["share"])
        _write(sheet, looks, place, number, value)


def _write(sheet: Worksheet, looks: dict[str, Format], row: int, column: int, value: Value) -> None:
    if isinstance(value, int):
        sheet.write_number(row, column, value, looks["number"])
        return
    try:
        sheet.write_number(row, column, float(value or ""), looks["share"])
    except ValueError:
        sheet.write_string(row, column, value or "", looks["share"])


def _across(sheet: Worksheet, row: int, first: int, last: int, text: str, look: Format) -> None:
    """Over several cells, or in one; in none where there are none."""
    if first < last:
        sheet.merge_range(row, first, row, last, text, look)
    elif first == last:
        sheet.write_string(row, first, text, look)
