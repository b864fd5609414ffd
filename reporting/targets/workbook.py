"""The targets of clauses 2.1–2.4 as a sheet."""

from __future__ import annotations

from reporting.structure.book import Column, Row, Sheet
from reporting.targets.standing import Targets

TITLE = "优秀年轻干部使用目标完成情况表"
NOTE = "按任职记录计算，主持工作的不算；每人只算达到的最高一级，进入正县级后备库的算作四级。"


def sheet_of(found: Targets, *, filed_by: str) -> Sheet:
    """A row a target; of a part of the city what was reached alone."""
    whole = ("按进度应到（人）", "目标（人）", "完成（%）") if found.is_whole else ()
    return Sheet(
        name="使用目标",
        title=TITLE,
        filed_by=filed_by,
        on=found.on,
        of="目标",
        columns=[
            Column("条款"),
            Column("职务", width=36),
            *(Column(label, width=14) for label in ("已达到（人）", *whole)),
        ],
        rows=[
            Row(
                str(line.tier.label),
                [
                    f"条款 {line.clause}",
                    line.posts,
                    line.reached,
                    *((line.expected, line.target, line.percent) if found.is_whole else ()),
                ],
            )
            for line in found.lines
        ],
        notes=[NOTE],
    )
