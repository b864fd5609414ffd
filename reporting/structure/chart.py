"""The chart of a structure table: parts of each row, or bars where there are no columns."""

from __future__ import annotations

from core.charts.chart import Chart, Mark
from core.charts.drawing import bars, matrix
from reporting.structure.table import Table


def chart(table: Table) -> Chart | None:
    """Every mark opens its people; None of nobody."""
    if not table.total.total.number:
        return None
    if table.columns is None:
        marks = [
            Mark(
                row=line.label,
                number=line.total.number,
                url=line.total.url,
                words=f"{line.label} {line.total.number} 人，占 {line.total.percent}%",
            )
            for line in table.lines
        ]
        return bars(marks, label=f"按{table.rows.label}", measure="人")
    marks = [
        Mark(
            row=line.label,
            column=head.label,
            number=cell.number,
            url=cell.url,
            words=f"{line.label}，{head.label} {cell.number} 人",
        )
        for line in table.lines
        for head, cell in zip(table.heads, line.cells, strict=True)
        if cell.number
    ]
    return matrix(
        marks,
        label=f"{table.rows.label}与{table.columns.label}",
        rows=[line.label for line in table.lines],
        columns=[head.label for head in table.heads],
        row_title=table.rows.label,
        column_title=table.columns.label,
    )
