"""Coverage as a sheet: done, asked and overdue of each duty, by unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reporting.coverage.table import Coverage, Line
from reporting.structure.book import Column, Row, Sheet, Value

TITLE = "优秀年轻干部培养管理措施覆盖情况表"
NOTE = "数字来自责任事项，免办和不再要求的不计；谈心谈话按季度，其余按本年到期。"


def sheet_of(found: Coverage, *, on: date, filed_by: str) -> Sheet:
    """A row a unit or region, and the sum."""
    return Sheet(
        name="覆盖情况",
        title=TITLE,
        filed_by=filed_by,
        on=on,
        of="单位",
        columns=[
            Column(label, head.label, width=7)
            for head in found.heads
            for label in ("已办", "应办", "逾期")
        ],
        rows=[Row(line.label, list(_figures(line))) for line in (*found.lines, found.total)],
        notes=[NOTE],
    )


def _figures(line: Line) -> Iterator[Value]:
    for cell in line.cells:
        yield from (cell.done, cell.total, cell.late)
