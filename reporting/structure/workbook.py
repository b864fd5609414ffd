"""A table of the structure as a sheet: people and shares by category, average ages beside."""

from __future__ import annotations

from reporting.structure.book import Column, Row, Sheet
from reporting.structure.table import Line, Table


def sheet_of(table: Table, *, title: str, filed_by: str) -> Sheet:
    """A row a category, the sum, the average ages of the columns."""
    columns = [
        Column(label, head)
        for head in ("合计", *(head.label for head in table.heads))
        for label in ("人数", "比率（%）")
    ]
    ages = [value for age in (table.total.age, *table.ages) for value in (age, None)]
    return Sheet(
        name="结构统计",
        title=title,
        filed_by=filed_by,
        on=table.on,
        of=table.rows.label,
        columns=[*columns, Column("平均年龄（岁）", width=10)],
        rows=[
            *(_row(line) for line in (*table.lines, table.total)),
            Row("平均年龄（岁）", [*ages, ""]),
        ],
        notes=["比率为占本列合计的百分数，四舍五入；年龄按月计算，满周岁。"],
    )


def _row(line: Line) -> Row:
    cells = (line.total, *line.cells)
    figures = [value for cell in cells for value in (cell.number, cell.percent)]
    return Row(line.label, [*figures, line.age])
