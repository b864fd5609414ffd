"""The import workbook of units: its template, and reading it row by row."""

import io
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, BinaryIO

import xlsxwriter

from core.listing.columns import Kind
from core.units.entities import UNITS
from core.workbook import UnreadableFileError, read_rows

MOST_ROWS = 5000
# The template is a part of the entity's columns: what is exported can be changed and read again.
COLUMNS = tuple(
    UNITS.column(name)
    for name in (
        "code",
        "name",
        "short_name",
        "parent_code",
        "kind",
        "level",
        "principal_quota",
        "deputy_quota",
        "established_on",
    )
)
NEEDED = ("code", "name", "short_name", "parent_code", "kind", "established_on")
EXCEL_EPOCH = date(1899, 12, 30)


@dataclass(slots=True)
class Line:
    """One row of the workbook: its number there, the values read, and what is wrong with it."""

    number: int
    raw: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)

    def refuse(self, column: str, reason: str) -> None:
        """Note a fault at a column."""
        self.faults.append((column, reason))


def template_bytes(examples: list[tuple[str, ...]]) -> bytes:
    """The empty template with drop-downs and the sheet 填写须知."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#EEF1F4"})
    needed = book.add_format({"bold": True, "border": 1, "bg_color": "#FCECEA"})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("单位")
    for index, column in enumerate(COLUMNS):
        sheet.set_column(index, index, max(column.width, 12), text)
        sheet.write(0, index, column.label, needed if column.name in NEEDED else head)
        if names := list(column.names_of_codes().values()):
            sheet.data_validation(1, index, MOST_ROWS, index, {"validate": "list", "source": names})
    for row, example in enumerate(examples, 1):
        for index, value in enumerate(example):
            sheet.write_string(row, index, value)
    sheet.freeze_panes(1, 0)
    notes = book.add_worksheet("填写须知")
    notes.set_column(0, 0, 14)
    notes.set_column(1, 1, 80)
    for row, (label, sentence) in enumerate(NOTES):
        notes.write_string(row, 0, label)
        notes.write_string(row, 1, sentence)
    book.close()
    return stream.getvalue()


NOTES = (
    ("单位编码", "必填，全市唯一，用点分级。已有的编码表示更新这个单位，没有的表示新设。"),
    ("单位全称", "必填。更新时与现名称不同即为更名，原名称保留在沿革里。"),
    ("上级编码", "必填。可以是已有单位，也可以是本表中前面或后面的新单位。"),
    ("单位类别", f"必填，可选：{'、'.join(UNITS.column('kind').names_of_codes().values())}。"),
    ("机构级别", f"可空，可选：{'、'.join(UNITS.column('level').names_of_codes().values())}。"),
    ("职数", "正职、副职职数为 0 到 99 的整数，可空（按 0）。"),
    ("设立日期", "必填，写作 2024-01-01、2024.01.01 或 20240101。"),
    ("行数", f"一次最多 {MOST_ROWS:,} 行；空行会跳过；请不要改动第一行的列名。"),
)


def read_lines(stream: BinaryIO) -> list[Line]:
    """The filled rows, each with its values converted or its faults; raises UnreadableFileError."""
    rows = read_rows(stream, most_rows=MOST_ROWS)
    labels = [_text(cell) for cell in rows[0]] if rows else []
    missing = [c.label for c in COLUMNS if c.name in NEEDED and c.label not in labels]
    if missing:
        raise UnreadableFileError(
            f"第一个工作表的第 1 行缺少列：{'、'.join(missing)}。请使用导入模板，不要改动列名。"
        )
    places = {c.name: labels.index(c.label) for c in COLUMNS if c.label in labels}
    lines = []
    for number, row in enumerate(rows[1:], 2):
        raw = {name: _text(row[at]) if at < len(row) else "" for name, at in places.items()}
        if any(raw.values()):
            lines.append(_converted(Line(number, raw)))
    if not lines:
        raise UnreadableFileError("文件里没有填写内容的行，请在模板的表头下面填写后再上传。")
    if len(lines) > MOST_ROWS:
        raise UnreadableFileError(
            f"文件有 {len(lines):,} 行，一次最多 {MOST_ROWS:,} 行，请分开上传。"
        )
    return lines


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "".join(ch for ch in str(cell) if ch.isprintable()).replace("\u3000", " ").strip()


def _converted(line: Line) -> Line:
    for column in COLUMNS:
        text = line.raw.get(column.name, "")
        if not text:
            if column.name in NEEDED and column.name != "parent_code":
                line.refuse(column.name, f"“{column.label}”没有填写，请补上。")
            line.values[column.name] = 0 if column.kind == Kind.NUMBER else ""
            continue
        try:
            line.values[column.name] = CONVERTERS[column.kind](column, text)
        except ValueError as reason:
            line.refuse(column.name, str(reason))
    return line


def _plain(column, text: str) -> str:
    limit = UNITS.model._meta.get_field("code" if "code" in column.name else column.path).max_length
    if len(text) > limit:
        raise ValueError(f"“{column.label}”有 {len(text)} 个字，最多 {limit} 个，请缩短。")
    return text


def _code_of(column, text: str) -> str:
    names = column.names_of_codes()
    for code, name in names.items():
        if text in (code, name):
            return code
    raise ValueError(f"“{text[:20]}”不是可选的{column.label}，可选：{'、'.join(names.values())}。")


def _number(column, text: str) -> int:
    # The length first: the conversion of thousands of digits is refused in English.
    if not text.isdecimal() or len(text) > 2:
        raise ValueError(f"“{text[:20]}”不是 0 到 99 的整数，请改正。")
    return int(text)


def _day(column, text: str) -> date:
    digits = text.replace("年", "-").replace("月", "-").replace("日", "")
    for shape in ("%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d"):
        try:
            return datetime.strptime(digits.strip("-"), shape).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    if text.isdecimal() and len(text) == 5 and 20_000 <= int(text) <= 60_000:
        return EXCEL_EPOCH + timedelta(days=int(text))
    raise ValueError(f"“{text[:20]}”不是日期，请写作 2024-01-01。")


CONVERTERS = {
    Kind.TEXT: _plain,
    Kind.CHOICE: _code_of,
    Kind.NUMBER: _number,
    Kind.DATE: _day,
}
