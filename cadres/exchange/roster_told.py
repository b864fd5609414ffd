"""A roster file read, and each of its rows understood."""

from datetime import date
from functools import lru_cache
from typing import BinaryIO

from cadres.exchange.roster_also_read import ALSO_READ
from cadres.exchange.roster_column import Cell, RosterColumn, Tell
from cadres.exchange.roster_columns import ROSTER_COLUMNS
from cadres.exchange.told import Told
from cadres.formats.remarks import Remark
from cadres.formats.roster_sheet import reading
from cadres.formats.roster_sheet.rows import SheetRow

READ_COLUMNS: tuple[RosterColumn, ...] = (*ROSTER_COLUMNS, *ALSO_READ)
_BY_NAME = {column.name: column for column in READ_COLUMNS}
# In this order: the month of a level is understood by the level, an ID number beside the birth.
_TELLING = [
    (column.name, column, column.tell, column.most, column.repeats and column.is_told_alone)
    for column in READ_COLUMNS
    if column.tell
]


def column_named(name: str) -> RosterColumn:
    """The column of that name; KeyError when there is none."""
    return _BY_NAME[name]


def read_roster(stream: BinaryIO) -> list[SheetRow]:
    """The rows of people in an .xlsx or CSV; raises UnreadableFileError with the remedy.

    What is unknown in the header is a remark of the first row.
    """
    return reading.read(stream, READ_COLUMNS)


def told_of_row(row: SheetRow, on: date, *, file: str = "") -> Told:
    """What a row tells, known as `on` that day; values that cannot be understood are remarks."""
    told = Told(file=file, row=row.number, raw=dict(row.cells))
    refused = set()
    for remark in row.remarks:
        told.remarks.append(
            Remark(_field(remark.field), remark.value, remark.reason, remark.is_error)
        )
        if remark.is_error:
            refused.add(remark.field)
    cells, numeric = row.cells, row.numeric
    for name, column, tell, most, is_shared in _telling(tuple(cells)):
        if name not in refused:
            text = cells[name]
            if len(text) > most:
                told.refuse(column.told_field, f"{text[:30]}…", _too_long(column, text))
            elif is_shared:
                _add(told, _of_cell(name, text, name in numeric))
            else:
                tell(told, Cell(column, text, name in numeric, on))
    if not cells.get("name") and "name" not in refused:
        told.refuse("name", "", "“姓名”没有填写，请补上。")
    return told


@lru_cache(maxsize=1024)
def _telling(names: tuple[str, ...]) -> list[tuple[str, RosterColumn, Tell, int, bool]]:
    """The columns that tell, of those filled: most rows of a sheet have the same."""
    filled = frozenset(names)
    return [each for each in _TELLING if each[0] in filled]


@lru_cache(maxsize=16_384)
def _of_cell(name: str, text: str, is_number: bool, /) -> Told:
    """What a cell tells whose like comes in many rows, and which needs nothing but itself."""
    column, told = _BY_NAME[name], Told()
    if column.tell:
        column.tell(told, Cell(column, text, is_number, date.max))
    return told


def _add(told: Told, of_cell: Told) -> None:
    told.values.update(of_cell.values)
    if of_cell.stay:
        told.stay.update(of_cell.stay)
    if of_cell.texts:
        told.texts.update(of_cell.texts)
    if of_cell.at_least:
        told.at_least.update(of_cell.at_least)
    if of_cell.unit_words:
        told.unit_words = of_cell.unit_words
    if of_cell.remarks:
        told.remarks += of_cell.remarks


def _too_long(column: RosterColumn, text: str) -> str:
    return f"“{column.label}”有 {len(text)} 个字，最多 {column.most} 个，请缩短。"


def _field(name: str) -> str:
    return _BY_NAME[name].told_field if name else ""
