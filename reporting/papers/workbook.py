"""The tables of a report as a workbook in the official look: a sheet each, and what it is of."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from core.paper.measures import clean
from core.workbook_look import A4, FRAMED, HEAD, MILLIMETRES, SONG, TITLE, WORDS
from reporting.annual.whole import Whole, department_of
from reporting.papers.sheets import NUMBER, Sheet, sheets_of

NOTES = "说明"
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
FIRST_ROW = 3  # of the body, from 0: title, who and when, heads
MOST_IN_CELL = 32_767
LEAST_HEIGHT = 20
LINE_HEIGHT = 13.5
NUMERIC = re.compile(r"-?[0-9]{1,15}([.][0-9]{1,6})?")
SEAL = 16  # characters of a digest that tell one filing from another


def workbook(whole: Whole, on: date) -> bytes:
    """The file; `on` is the day that it says it was made."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, PLAIN)
    made = datetime(on.year, on.month, on.day)  # noqa: DTZ001
    book.set_properties({"title": whole.title.replace("\n", ""), "created": made})
    looks = _Looks(book)
    for sheet in sheets_of(whole).values():
        _write(book.add_worksheet(sheet.title), sheet, whole, looks)
    _notes(book.add_worksheet(NOTES), whole, on, looks)
    book.close()
    return stream.getvalue()


class _Looks:
    """The formats of a workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        text = SONG | {"font_size": 10}
        cell = text | FRAMED
        self.title = book.add_format(TITLE | {"font_size": 18})
        self.left = book.add_format(text)
        self.right = book.add_format(text | {"align": "right"})
        self.head = book.add_format(HEAD | {"font_size": 10})
        # A text stays one when its cell is edited: 1985.10 no number, =1+1 no formula.
        self.words = {
            align: book.add_format(cell | WORDS | {"align": align}) for align in ("left", "center")
        }
        self.number = book.add_format(cell | {"align": "center"})
        self.note = book.add_format(text | {"text_wrap": True, "valign": "top"})


def _write(place: Worksheet, sheet: Sheet, whole: Whole, looks: _Looks) -> None:
    columns = (NUMBER, *sheet.columns) if sheet.is_listed else sheet.columns
    last = len(columns) - 1
    _head(place, sheet.titled(whole.year), whole, last, looks)
    for index, column in enumerate(columns):
        place.set_column(index, index, round(column.width / MILLIMETRES + 1, 2))
        place.write_string(FIRST_ROW - 1, index, column.label, looks.head)
    shift = int(sheet.is_listed)
    for number, cells in enumerate(sheet.rows, start=1):
        row = FIRST_ROW + number - 1
        place.set_row(row, _height(cells, sheet))
        if shift:
            place.write_number(row, 0, number, looks.number)
        for index, text in enumerate(cells):
            value = _number(text) if sheet.is_numeric(index) else None
            if value is None:
                look = looks.words[sheet.columns[index].align]
                place.write_string(row, index + shift, _text(text), look)
            else:
                place.write_number(row, index + shift, value, looks.number)
    behind = FIRST_ROW + len(sheet.rows)
    if not sheet.rows:
        place.merge_range(
            behind, 0, behind, last, sheet.nothing.rstrip("。"), looks.words["center"]
        )
        behind += 1
    if sheet.note:
        place.write_string(behind, 0, f"注：{sheet.note}", looks.left)
    _print_setup(place, frozen=1 + shift)


def _head(place: Worksheet, title: str, whole: Whole, last: int, looks: _Looks) -> None:
    """Title, who fills it in, of which day."""
    on = whole.content.on
    half = max(last // 2, 0)
    place.set_row(0, 34)
    place.set_row(1, 20)
    place.set_row(2, 28)
    place.merge_range(0, 0, 0, last, _text(title), looks.title)
    filed = _text(f"填报单位：{whole.organization}")
    told = f"统计截止：{on.year}年{on.month}月{on.day}日"
    for first, end, text, look in (
        (0, half, filed, looks.left),
        (half + 1, last, told, looks.right),
    ):
        if first == end:
            place.write_string(1, first, text, look)
        else:
            place.merge_range(1, first, 1, end, text, look)


def _print_setup(place: Worksheet, *, frozen: int) -> None:
    place.freeze_panes(FIRST_ROW, frozen)
    place.repeat_rows(FIRST_ROW - 1)
    place.set_landscape()
    place.set_paper(A4)
    place.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    place.center_horizontally()
    place.fit_to_pages(1, 0)
    place.set_footer("&C第 &P 页　共 &N 页")


def _notes(place: Worksheet, whole: Whole, on: date, looks: _Looks) -> None:
    place.set_column(0, 0, 16)
    place.set_column(1, 1, 80)
    place.set_paper(A4)
    place.set_landscape()
    for row, (label, text) in enumerate(_told(whole, on)):
        place.write_string(row, 0, label, looks.left)
        place.write_string(row, 1, _text(text), looks.note)


def _told(whole: Whole, on: date) -> list[tuple[str, str]]:
    content_on = whole.content.on
    told = [
        ("报告", whole.title.replace("\n", "")),
        ("单位", f"{whole.unit_name}（{whole.code}）"),
        ("主送", department_of(whole.collector_name)),
        ("统计截止", content_on.isoformat()),
        ("研究会议", whole.meeting),
        ("签发人", whole.signer),
        ("联系人和电话", whole.contact),
    ]
    if whole.number:
        late = "（逾期上报）" if whole.is_late else ""
        told += [
            ("状态", f"第{whole.number}次上报{late}"),
            ("发文字号", whole.document),
            ("上报日期", whole.filed_on.isoformat() if whole.filed_on else ""),
            ("封存校验码", whole.digest[:SEAL]),
        ]
    else:
        told.append(("状态", "草稿，未上报"))
    return [*told, ("生成日期", on.isoformat())]


def _height(cells: tuple[str, ...], sheet: Sheet) -> float:
    """Enough for the longest cell; Excel does not do it by itself for what we write."""
    lines: float = 1
    for text, column in zip(cells, sheet.columns, strict=True):
        room = max(column.width / MILLIMETRES + 1, 4)
        wide = (sum(2 if ord(c) > 0x2E80 else 1 for c in part) for part in text.split("\n"))
        lines = max(lines, sum(max(-(-w // room), 1) for w in wide))
    return min(max(LEAST_HEIGHT, 6 + LINE_HEIGHT * lines), 409)


def _number(text: str) -> float | None:
    """A count or a rate; None for what is hidden, empty or in words."""
    return float(text) if NUMERIC.fullmatch(text) else None


def _text(text: Any) -> str:
    return clean(str(text))[:MOST_IN_CELL]
