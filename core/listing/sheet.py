"""Rows as an Excel workbook: a sheet of them and a sheet that says who, when and what."""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import xlsxwriter
from django.utils import timezone

from core.listing.columns import Column, Kind
from core.listing.page import Listing
from core.listing.values import Known, Values, day_of, text_of
from core.listing.wording import in_words

MOST_SHEET_ROWS = 1_048_575
NUMBERS = (int, float)


def write_xlsx(
    listing: Listing, rows: Iterable[Values], stream: BinaryIO, *, who: str = "", ticked: str = ""
) -> int:
    """Write both sheets in constant memory; returns how many rows."""
    book = xlsxwriter.Workbook(
        stream, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    )
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#EEF1F4", "text_wrap": True})
    sheet = book.add_worksheet(listing.entity.label)
    for index, column in enumerate(listing.columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, column.label, head)
    _lay_out(sheet, listing, who)
    count = _write_rows(book, sheet, listing.columns, rows)
    if count:
        sheet.autofilter(0, 0, count, len(listing.columns) - 1)
    note = book.add_worksheet("导出说明")
    note.set_column(0, 0, 12)
    note.set_column(1, 1, 80)
    for row, line in enumerate(_note(listing, who=who, count=count, ticked=ticked)):
        for index, text in enumerate(line):
            note.write_string(row, index, text)
    book.close()
    return count


def _lay_out(sheet, listing: Listing, who: str) -> None:
    sheet.freeze_panes(1, sum(1 for column in listing.columns if column.pinned))
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L导出人：" + who.replace("&", "&&") + "　&D &T&R第 &P 页 共 &N 页")


def _write_rows(book, sheet, columns: tuple[Column, ...], rows: Iterable[Values]) -> int:
    body = book.add_format({"border": 1, "valign": "vcenter"})
    day = book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
    writers = [_writer(sheet, column, body, day) for column in columns]
    count = 0
    for count, (_pk, *values) in enumerate(rows, 1):
        if count > MOST_SHEET_ROWS:
            return count - 1
        for index, (write, value) in enumerate(zip(writers, values, strict=True)):
            if value is None or value == "":
                sheet.write_blank(count, index, None, body)
            else:
                write(count, index, value)
    return count


def _writer(sheet, column: Column, body, day):
    """Writes one cell of a column: a figure, a day, or the words of the page."""
    text = text_of(column)

    def words(row: int, index: int, value: Any) -> None:
        sheet.write_string(row, index, text(value), body)

    def figure(row: int, index: int, value: Any) -> None:
        if isinstance(value, NUMBERS):
            sheet.write_number(row, index, value, body)
        else:
            words(row, index, value)

    match column.kind:
        case Kind.NUMBER:
            return figure
        case Kind.YEARS:
            years = Known(lambda since: column.plain(day_of(since)))
            return lambda row, index, value: sheet.write_number(row, index, years[value], body)
        case Kind.DATE if column.show is None:
            return lambda row, index, value: sheet.write_datetime(row, index, day_of(value), day)
    return words


def _note(listing: Listing, *, who: str, count: int, ticked: str) -> Iterator[tuple[str, str]]:
    yield "列表", listing.entity.label
    if listing.entity.dated:
        yield "截至", listing.on.isoformat()
    yield "导出人", who
    yield "导出时间", timezone.localtime().strftime("%Y-%m-%d %H:%M")
    yield "行数", str(count)
    yield "条件", ticked or "；".join(in_words(listing)) or "无"
    yield "列", "、".join(column.label for column in listing.columns)
