"""A roster file read, and each of its rows understood."""

from datetime import date
from typing import BinaryIO

from cadres.exchange.roster_also_read import ALSO_READ
from cadres.exchange.roster_column import Cell, RosterColumn
from cadres.exchange.roster_columns import ROSTER_COLUMNS
from cadres.exchange.told import Told
from cadres.formats.remarks import Remark
from cadres.formats.roster_sheet import reading
from cadres.formats.roster_sheet.rows import SheetRow

READ_COLUMNS: tuple[RosterColumn, ...] = (*ROSTER_COLUMNS, *ALSO_READ)
_BY_NAME = {column.name: column for column in READ_COLUMNS}


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
    for column in READ_COLUMNS:
        text = cells.get(column.name)
        if text and column.tell and column.name not in refused:
            column.tell(told, Cell(column, text, column.name in numeric, on))
    if not cells.get("name") and "name" not in refused:
        told.refuse("name", "", "“姓名”没有填写，请补上。")
    return told


def _field(name: str) -> str:
    return _BY_NAME[name].told_field if name else ""
