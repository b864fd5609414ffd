"""The rows that were refused, given back in the template with a 原因 column."""

from cadres.exchange.roster_template import refused_workbook
from cadres.formats.roster_sheet.rows import SheetRow
from cadres.importing.fields import label
from cadres.importing.models import ImportBatch, ImportRow, Outcome
from cadres.importing.staging import raw_cells
from cadres.importing.template import unit_names


def refused_rows(batch: ImportBatch) -> tuple[bytes, int]:
    """The workbook, and how many rows it has.

    A row of a sheet comes back cell by cell as it was written; a form, which has no cells, with its
    name and the file it came in.
    """
    rows = batch.rows.filter(action=Outcome.ERROR).order_by("number")
    given = [(_sheet_row(row), _reason(row)) for row in rows.iterator(chunk_size=2000)]
    return refused_workbook(given, unit_names(batch.asked_by)), len(given)


def _sheet_row(row: ImportRow) -> SheetRow:
    cells = raw_cells(row)
    if not cells:
        cells = {"name": row.name} if row.name else {}
    return SheetRow(row.row or row.number, cells)


def _reason(row: ImportRow) -> str:
    """Every error in one text; where it stood, for a file without rows."""
    said = [
        f"{label(one['field'])}：{one['reason']}" if one["field"] else one["reason"]
        for one in row.errors
    ]
    where = f"{row.file}：" if row.row is None else ""
    return where + "\n".join(said)
