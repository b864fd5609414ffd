"""The frame of a roster workbook: everything but its rows, made by xlsxwriter.

Title, line of 填报单位 and 统计截止, header in two rows, print set-up, notes. The rows are streamed
into it afterwards (docs/adr/0006), in the styles of the sample row that the frame has for them.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cadres.formats.roster_sheet.columns import TEXT, SheetColumn
from cadres.formats.roster_sheet.head import RosterHead, day_text
from cadres.formats.roster_sheet.heights import height_of
from core.workbook_look import FRAMED, HEAD, MILLIMETRES, SONG, TITLE

SHEET, NOTES = "名册", "导出说明"
SHEET_PART, NOTES_PART = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
FIRST_ROW = 4  # of people, from 0
A3, A4 = 8, 9
LAST_ROW = 1_048_576
COUNT = 8_765_432_109  # stands for the number of rows, which is known when all are written
STYLE = re.compile(r'<c r="[A-Z]+5" s="([0-9]+)"')
SAMPLE_ROW = re.compile(r'<row r="5".*?</row>', re.DOTALL)
DIMENSION = re.compile(r"<dimension [^>]*/>")
NAME_SIZE, TEXT_SIZE = 11, 9  # points
INTERNAL_MARK = "内部资料　注意保存"


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of the workbook; the sheet's XML up to its rows and behind them; style numbers."""

    parts: dict[str, bytes]
    before: str
    behind: str
    styles: tuple[int, ...]


def frame(head: RosterHead, columns: Sequence[SheetColumn]) -> Frame:
    """A workbook without people for columns in this order, hidden ones last."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet(SHEET)
    _head_lines(book, sheet, head, sum(not column.is_hidden for column in columns))
    _header(book, sheet, columns)
    for place, column in enumerate(columns):
        body = book.add_format(_body(column))
        options = {"hidden": column.is_hidden}
        sheet.set_column(place, place, characters(column), _as_text(book), options)
        sheet.write_blank(FIRST_ROW, place, None, body)
    _print_setup(sheet, head)
    _notes(book, head, columns)
    book.close()
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = DIMENSION.sub("", parts.pop(SHEET_PART).decode())
    sample = SAMPLE_ROW.search(content)
    if sample is None:
        raise AssertionError("the frame has no sample row")
    before, behind = content[: sample.start()], content[sample.end() :]
    return Frame(parts, before, behind, tuple(map(int, STYLE.findall(sample[0]))))


def characters(column: SheetColumn) -> float:
    """The width of a column on paper, as a sheet says it."""
    return round(column.mm / MILLIMETRES - 0.7, 2)


def _as_text(book: xlsxwriter.Workbook) -> Format:
    """For cells that somebody fills in: what is typed stays as it was typed."""
    return book.add_format({"num_format": TEXT})


def _body(column: SheetColumn) -> dict[str, object]:
    look = SONG | FRAMED
    look["font_size"] = NAME_SIZE if column.name == "name" else TEXT_SIZE
    look["align"] = "left" if column.is_left else "center"
    # A text stays one when its cell is edited: 1985.10 no number, =1+1 no formula.
    return look if column.is_number else look | {"num_format": TEXT}


def _head_lines(book: xlsxwriter.Workbook, sheet: Worksheet, head: RosterHead, width: int) -> None:
    title = TITLE | {"font_size": 22}
    line = SONG | {"font_size": 12}
    half = width * 2 // 3
    sheet.set_row(0, 42)
    sheet.merge_range(0, 0, 0, width - 1, head.title, book.add_format(title))
    sheet.set_row(1, 24)
    sheet.merge_range(1, 0, 1, half - 1, head.filed_text, book.add_format(line))
    right = book.add_format(line | {"align": "right"})
    sheet.merge_range(1, half, 1, width - 1, head.on_text, right)


def _header(book: xlsxwriter.Workbook, sheet: Worksheet, columns: Sequence[SheetColumn]) -> None:
    """Two rows; a column without a group fills both."""
    form = book.add_format(HEAD | {"font_size": TEXT_SIZE})
    top, low = FIRST_ROW - 2, FIRST_ROW - 1
    sheet.set_row(top, 24)
    sheet.set_row(low, 36)
    for start, group, inside in _groups(columns):
        if group:
            sheet.merge_range(top, start, top, start + len(inside) - 1, group, form)
        for place, column in enumerate(inside, start):
            if group:
                sheet.write_string(low, place, _shown(column.label), form)
            else:
                sheet.merge_range(top, place, low, place, _shown(column.heading), form)


def _shown(heading: str) -> str:
    """A heading with its brackets in a line of their own."""
    return heading.replace("（", "\n（", 1)


def _groups(
    columns: Sequence[SheetColumn],
) -> Iterator[tuple[int, str, list[SheetColumn]]]:
    """Columns that stand together under one group: where they begin, the group, they."""
    start = 0
    while start < len(columns):
        group, inside = columns[start].group, [columns[start]]
        while group and start + len(inside) < len(columns):
            if columns[start + len(inside)].group != group:
                break
            inside.append(columns[start + len(inside)])
        # One column alone has its whole heading in both rows.
        yield start, group if len(inside) > 1 else "", inside
        start += len(inside)


def _print_setup(sheet: Worksheet, head: RosterHead) -> None:
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.repeat_rows(FIRST_ROW - 2, FIRST_ROW - 1)
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.set_margins(left=0.7, right=0.6, top=0.8, bottom=0.75)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    # The names are what the file says; & begins a code of the footer.
    made = head.made_text.replace("&", "&&")[:120]
    sheet.set_footer(f"&L{made}&R第 &P 页　共 &N 页")
    if head.is_internal:
        sheet.set_header(f"&R{INTERNAL_MARK}")
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:BL{LAST_ROW}"})


def _notes(book: xlsxwriter.Workbook, head: RosterHead, columns: Sequence[SheetColumn]) -> None:
    notes = book.add_worksheet(NOTES)
    notes.set_landscape()
    notes.set_paper(A4)
    notes.fit_to_pages(1, 0)
    notes.set_column(0, 0, 12)
    notes.set_column(1, 1, 80, book.add_format({"text_wrap": True, "align": "left"}))
    told = [
        ("名册", head.title),
        ("填报单位", head.filed_by),
        ("统计截止", day_text(head.on)),
        ("导出人", head.exported_by),
        ("导出时间", head.exported_at),
        *head.notes,
        ("列", "、".join(column.heading for column in columns if not column.is_hidden)),
        ("修改", "可以直接在名册中修改后再导入；隐藏的系统编号列用来认人，请不要删改。"),
        ("说明", "空着的单元格导入时不改动原有内容；要清空某一项，请在系统中修改。"),
    ]
    for row, (label, sentence) in enumerate(told):
        notes.set_row(row, height_of([(sentence, 80)]))
        notes.write_string(row, 0, label)
        notes.write_string(row, 1, sentence)
    notes.write_string(len(told), 0, "行数")
    notes.write_number(len(told), 1, COUNT)
