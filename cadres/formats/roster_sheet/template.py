"""The import template, and rows that were refused, given back in it.

Row 1 has the headings, row 2 of an empty template a sample that is skipped when it is read. Lists
are offered from a hidden sheet: Excel takes no list of more than 255 characters in a cell's rule.
"""

import io
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from cadres.formats.roster_sheet.columns import TEXT, SheetColumn
from cadres.formats.roster_sheet.frame import A3, A4
from cadres.formats.roster_sheet.heights import height_of
from cadres.formats.roster_sheet.rows import MOST_ROWS, SheetRow

SHEET, NOTES, LISTS = "名册", "填写须知", "选项"
REASON = "原因"
LONGEST_TITLE, LONGEST_HINT = 32, 255
REASON_WIDTH, LEAST_WIDTH = 40, 8  # characters
GENERAL = (
    ("表头", "请不要改动第 1 行的列名；列的先后可以调整，不需要的列可以删去。"),
    ("示例", "第 2 行是示例，导入时跳过，可以删去。"),
    ("认人", "先按隐藏的系统编号，再按身份证号，再按姓名和出生年月；查到多人的由您选择。"),
    ("更新", "已有的干部只更新填了的项；空着的单元格不改动原有内容，要清空某一项请在系统中修改。"),
    ("公式", "单元格请填内容，不要填公式；不要合并单元格。"),
    ("行数", f"一次最多 {MOST_ROWS:,} 行；空行会跳过。"),
)


def template_bytes(columns: Sequence[SheetColumn], lists: Mapping[str, Iterable[str]]) -> bytes:
    """The empty template; `lists` are drop-downs that the columns cannot know (units), by name."""
    samples = tuple(column.sample for column in columns)
    return _workbook(columns, lists, [samples] if any(samples) else [])


def refused_workbook(
    columns: Sequence[SheetColumn],
    lists: Mapping[str, Iterable[str]],
    rows: Sequence[tuple[SheetRow, str]],
) -> bytes:
    """Rows as they were read, the reason of each before them; mended, they can be read again."""
    return _workbook(columns, lists, [row.cells for row, _ in rows], rows)


def _workbook(columns, lists, cells, refused=()) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet, notes, hidden = (book.add_worksheet(name) for name in (SHEET, NOTES, LISTS))
    shift = 1 if refused else 0
    _headings(book, sheet, columns, shift)
    if refused:
        _refused_rows(book, sheet, columns, refused)
    else:
        muted = book.add_format(
            {"num_format": TEXT, "italic": True, "font_color": "#808080", "text_wrap": True}
        )
        for sample in cells:
            sheet.set_row(1, _height(columns, sample))
            for place, text in enumerate(sample):
                sheet.write_string(1, place, text, muted)
    _rules(sheet, hidden, columns, lists, shift)
    hidden.hide()
    _notes(book, notes, columns)
    book.close()
    return stream.getvalue()


def _headings(book, sheet: Worksheet, columns: Sequence[SheetColumn], shift: int) -> None:
    look = {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
    usual = book.add_format(look | {"bg_color": "#EEF1F4"})
    needed = book.add_format(look | {"bg_color": "#FCECEA"})
    text = book.add_format({"num_format": TEXT, "text_wrap": True, "valign": "vcenter"})
    if shift:
        sheet.set_column(0, 0, REASON_WIDTH, text)
        sheet.write_string(0, 0, REASON, needed)
    for place, column in enumerate(columns, shift):
        options = {"hidden": column.is_hidden}
        sheet.set_column(place, place, max(column.width, LEAST_WIDTH), text, options)
        sheet.write_string(0, place, column.heading, needed if column.is_needed else usual)
    sheet.set_row(0, 44)
    sheet.freeze_panes(1, 2 + shift)
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.fit_to_pages(1, 0)


def _refused_rows(book, sheet: Worksheet, columns: Sequence[SheetColumn], refused) -> None:
    """Numbers stay numbers: a text 1985.1 would be understood where the number was not."""
    text = book.add_format({"num_format": TEXT, "text_wrap": True, "valign": "vcenter"})
    red = book.add_format(
        {"font_color": "#C00000", "text_wrap": True, "valign": "vcenter", "num_format": TEXT}
    )
    for place, (row, reason) in enumerate(refused, 1):
        filled = [row.cells.get(column.name, "") for column in columns]
        sheet.set_row(place, max(_height(columns, filled), height_of([(reason, REASON_WIDTH)])))
        sheet.write_string(place, 0, reason, red)
        for at, column in enumerate(columns, 1):
            value = row.cells.get(column.name)
            if value is None:
                continue
            if column.name in row.numeric and _is_exact(value):
                sheet.write_number(place, at, float(value), text)
            else:
                sheet.write_string(place, at, value, text)


def _height(columns: Sequence[SheetColumn], texts: Sequence[str]) -> int:
    widths = (max(column.width, LEAST_WIDTH) for column in columns)
    return height_of(list(zip(texts, widths, strict=True)))


def _is_exact(value: str) -> bool:
    """Whether a number of the sheet can be written as one; one that lost its digits cannot."""
    return len(value) <= 15


def _rules(
    sheet: Worksheet,
    hidden: Worksheet,
    columns: Sequence[SheetColumn],
    lists: Mapping[str, Iterable[str]],
    shift: int,
) -> None:
    """A drop-down for each list, and the hint of each column when its cell is entered."""
    used = 0
    for place, column in enumerate(columns, shift):
        rule: dict[str, object] = {"validate": "any"}
        given = lists.get(column.name)
        choices = list(given if given is not None else column.choices() if column.choices else ())
        if choices:
            letter = xl_col_to_name(used)
            hidden.write_column(0, used, choices)
            used += 1
            rule = {
                "validate": "list",
                "source": f"='{LISTS}'!${letter}$1:${letter}${len(choices)}",
                "show_error": not column.is_open,
                "error_title": "不在可选的内容中",
                "error_message": f"请从下拉列表中选择{column.label}。"[:LONGEST_HINT],
            }
        if column.hint:
            rule["input_title"] = column.heading[:LONGEST_TITLE]
            rule["input_message"] = column.hint[:LONGEST_HINT]
        if column.hint or choices:
            sheet.data_validation(1, place, MOST_ROWS + 1, place, rule)


def _notes(book, notes: Worksheet, columns: Sequence[SheetColumn]) -> None:
    notes.set_landscape()
    notes.set_paper(A4)
    notes.fit_to_pages(1, 0)
    notes.set_column(0, 0, 28)
    notes.set_column(1, 1, 90, book.add_format({"text_wrap": True}))
    bold = book.add_format({"bold": True})
    lines = list(GENERAL)
    for column in columns:
        if not column.is_hidden:
            choices = column.choices() if column.choices and not column.is_open else ()
            offered = f"可选：{'、'.join(choices)}。" if choices else ""
            hint = (column.hint or "可空").rstrip("。")
            lines.append((column.heading, f"{hint}。{offered}"))
    for row, (label, sentence) in enumerate(lines):
        notes.set_row(row, height_of([(sentence, 90)]))
        notes.write_string(row, 0, label, bold)
        notes.write_string(row, 1, sentence)
