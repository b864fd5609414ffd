"""The chart of the four targets."""

from __future__ import annotations

from core.charts.chart import Chart, Mark
from core.charts.drawing import grouped
from reporting.targets.standing import Targets

NUMBERS = {"目标": "target", "已达到": "reached"}


def target_chart(found: Targets) -> Chart:
    """Target and reached, by tier; of a part of the city reached alone."""
    series = [*NUMBERS] if found.is_whole else ["已达到"]
    marks = [
        Mark(
            row=str(line.tier.label),
            column=name,
            number=getattr(line, NUMBERS[name]),
            url=line.url,
            words=f"{line.tier.label}{name} {getattr(line, NUMBERS[name])} 人",
        )
        for line in found.lines
        for name in series
    ]
    rows = [str(line.tier.label) for line in found.lines]
    return grouped(marks, label="四级使用目标", measure="人", rows=rows, series=series)
