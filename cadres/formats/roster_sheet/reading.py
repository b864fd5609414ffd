"""A roster sheet as rows: the header found, what is no person left out, cells as texts.

A block of cells joined downwards says the same of all its rows (所在单位); a name, an ID number or
a key joined over rows, and cells joined sideways, are refused: nobody could say whose they are.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from cadres.formats.remarks import Remark
from cadres.formats.roster_sheet import headers
from cadres.formats.roster_sheet.cells import is_number, looks_like_number, text_of
from cadres.formats.roster_sheet.columns import SheetColumn
from cadres.formats.roster_sheet.csv_reading import csv_rows
from cadres.formats.roster_sheet.headers import NAME, Header, NoHeader
from cadres.formats.roster_sheet.rows import MOST_ROWS, SheetRow
from cadres.identity.number import masked
from core.listing.values import Known
from core.workbook import MOST_COLUMNS, Sheet, UnreadableFileError, read_sheets

MOST_SHEETS = 5  # that are looked through for the header
OWN = frozenset({NAME, "id_number", "key"})  # of one person, never of several
NUMBER = "number"  # 序号
CSV = "CSV/文本"  # no sheet of a workbook has such a name
# 一、清河市工业和信息化局（8名）
GROUP = re.compile(r"[一二三四五六七八九十百]+[、.．].*|.*[（(]\s*\d+\s*[名人]\s*[）)]", re.DOTALL)
SAMPLE = re.compile(r"[（(【\[]?(?:示例|样例|填写示例).*|.*[（(](?:示例|样例)[）)]")


def read(stream: BinaryIO, columns: Sequence[SheetColumn]) -> list[SheetRow]:
    """The rows of people in an .xlsx or CSV; raises UnreadableFileError with the remedy."""
    known = headers.known_headings(columns)
    reason = "工作簿里没有工作表。"
    for sheet in _sheets(stream):
        try:
            header = headers.find(_texts(sheet.rows[: headers.LOOKED_AT + 1]), known)
        except NoHeader as missing:
            reason = f"工作表“{sheet.name}”：{missing}"
            if "重复" in reason:
                break
            continue
        rows = list(_rows(sheet, header))
        if not rows:
            raise UnreadableFileError(f"工作表“{sheet.name}”里没有填写内容的行，请填写后再上传。")
        if len(rows) > MOST_ROWS:
            raise UnreadableFileError(
                f"文件有 {len(rows):,} 行，一次最多 {MOST_ROWS:,} 行，请分成几个文件后再上传。"
            )
        first = rows[0]
        remarks = (*header.remarks, *first.remarks)
        rows[0] = SheetRow(first.number, first.cells, first.numeric, remarks)
        return rows
    raise UnreadableFileError(reason)


def _sheets(stream: BinaryIO) -> Iterator[Sheet]:
    begins = stream.read(4)
    stream.seek(0)
    if begins[:2] == b"PK" or begins == b"\xd0\xcf\x11\xe0":
        for number, sheet in enumerate(read_sheets(stream, most_rows=MOST_ROWS)):
            if number == MOST_SHEETS:
                return
            yield sheet
    else:
        yield Sheet(CSV, csv_rows(stream, most_rows=MOST_ROWS + headers.LOOKED_AT))


def _texts(rows: Sequence[Sequence[Any]]) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in rows]


def _rows(sheet: Sheet, header: Header) -> Iterator[SheetRow]:
    places = list(header.places.items())
    headings = {name: text_of(sheet.rows[header.first_row - 1][at]) for at, name in places}
    is_csv = sheet.name == CSV
    faults = _by_row(sheet, header)
    texts = Known(text_of)  # half of all cells say what another one says
    for index in range(header.first_row, len(sheet.rows)):
        row = sheet.rows[index]
        width = len(row)
        cells, numeric = {}, []
        for at, name in places:
            cell = row[at] if at < width else ""
            if type(cell) is str:
                if text := texts[cell]:
                    cells[name] = text
                    if is_csv and looks_like_number(text):
                        numeric.append(name)
            else:
                cells[name] = text_of(cell)
                if is_number(cell):
                    numeric.append(name)
        remarks = faults.get(index, ())
        if _is_person(cells, headings) or remarks:
            yield SheetRow(index + 1, cells, frozenset(numeric), tuple(remarks))


def _is_person(cells: dict[str, str], headings: dict[str, str]) -> bool:
    """Not an empty row, a numbered one, a heading in between, a sample, or a note below."""
    told = cells.keys() - {NUMBER, "key"}
    if not told:
        return False
    if len(cells) == 1:
        return NAME in cells and not GROUP.fullmatch(cells[NAME])
    number, name = cells.get(NUMBER, ""), cells.get(NAME, "")
    if SAMPLE.fullmatch(number) or SAMPLE.fullmatch(name):
        return False
    return name != headings.get(NAME) or any(cells[each] != headings[each] for each in told)


def _by_row(sheet: Sheet, header: Header) -> dict[int, list[Remark]]:
    """What is wrong with cells themselves, by row; blocks joined downwards are filled in."""
    found: dict[int, list[Remark]] = {}
    for (row, column), error in sheet.faults.items():
        if row >= header.first_row and column in header.places:
            what = f"公式出错（{error}）" if error else "公式还没有算出结果"
            reason = f"{what}，没有可以读取的值，请改成直接填写的内容。"
            remark = Remark(header.places[column], error or "公式", reason, is_error=True)
            found.setdefault(row, []).append(remark)
    budget = MOST_COLUMNS * len(sheet.rows)
    for (top, left), (bottom, right) in sheet.merged:
        if top < header.first_row or top >= len(sheet.rows):
            continue
        budget -= min(bottom, len(sheet.rows) - 1) - top + 1
        if budget < 0:  # more than there are cells: they lie upon each other
            raise UnreadableFileError("工作表里合并的单元格互相重叠，请取消合并后再上传。")
        inside = [header.places[at] for at in sorted(header.places) if left <= at <= right]
        last = min(bottom, len(sheet.rows) - 1)
        value = sheet.rows[top][left] if left < len(sheet.rows[top]) else ""
        if not inside or value == "" or _is_heading(sheet.rows[top], left):
            continue
        if len(inside) > 1:
            _refuse(found, range(top, last + 1), inside[0], value, "左右几列合并成了一格")
        elif last > top and inside[0] in OWN:
            _refuse(found, range(top, last + 1), inside[0], value, "上下几行合并成了一格")
        elif left in header.places:
            for row in sheet.rows[top + 1 : last + 1]:
                row[left] = value
    return found


def _is_heading(row: Sequence[Any], left: int) -> bool:
    """A block that is all there is in its row: a group of people, or a note."""
    return all(cell == "" for at, cell in enumerate(row) if at != left)


def _refuse(found: dict[int, list[Remark]], rows: range, name: str, value: Any, what: str) -> None:
    reason = f"{what}，分不清各是谁的，请取消合并，每行每列各填各的。"
    shown = text_of(value)[:40]
    remark = Remark(name, masked(shown) if name == "id_number" else shown, reason, is_error=True)
    for row in rows:
        found.setdefault(row, []).append(remark)
