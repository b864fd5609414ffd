"""The charts of coverage: talks by quarter, the roster by half year."""

from __future__ import annotations

from collections.abc import Sequence

from core.charts.chart import Chart, Mark
from core.charts.drawing import grouped
from core.charts.lines import lines
from reporting.coverage.table import Coverage
from reporting.coverage.trends import Point


def trend_chart(points: Sequence[Point]) -> Chart:
    """Roster size by half year."""
    marks = [
        Mark(
            row=point.label,
            column="在库人数",
            number=point.size,
            url=point.size_url,
            words=f"{point.label}末在库 {point.size} 人，平均 {point.age} 岁",
        )
        for point in points
    ]
    rows = [point.label for point in points]
    return lines(marks, label="在库人数", measure="人", rows=rows, series=["在库人数"])


def talk_chart(found: Coverage) -> Chart:
    """Talks held of those asked for, by quarter."""
    quarters = list(zip(found.heads, found.total.cells, strict=True))[: found.talks]
    marks = [
        Mark(
            row=head.label,
            column=name,
            number=number,
            url=cell.urls[kind],
            words=f"{head.label}{name} {number} 人次",
        )
        for head, cell in quarters
        for name, number, kind in (("应谈", cell.total, "total"), ("已谈", cell.done, "done"))
    ]
    rows = [head.label for head, _ in quarters]
    return grouped(marks, label="季度谈心谈话", measure="人次", rows=rows, series=["应谈", "已谈"])
