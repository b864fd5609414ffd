"""The kinds of charts that there are: a matrix from–to, and ranked bars.

Altair brings forty megabytes and a third of a second: a process has it from its first chart on.
The schema of Vega-Lite is asked in the tests, not in every request.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from math import sqrt
from typing import Any

from core.charts.chart import Chart, Mark
from core.charts.palette import INK, MUTED, PAPER, SCALE, SERIES, usual

ROW_HEIGHT, BAR_HEIGHT = 34, 26  # pixels
DARK = 0.55  # from this part of the darkest on, a number is written in white


def matrix(
    marks: Sequence[Mark],
    *,
    label: str,
    rows: Sequence[str],
    columns: Sequence[str],
    row_title: str,
    column_title: str,
) -> Chart:
    """Numbers by row and column, darker for more; `rows` and `columns` are all, in order."""
    import altair as alt

    most = max((mark.number for mark in marks), default=1)
    values = [
        # The root, so that few are told from none beside very many.
        asdict(mark) | {"shade": sqrt(mark.number), "ink": _ink(mark.number, most)}
        for mark in marks
    ]
    across = alt.X(
        "column:N",
        title=column_title,
        scale=alt.Scale(domain=[*columns]),
        axis=alt.Axis(orient="top", labelAngle=0, labelOverlap=False),
    )
    down = alt.Y("row:N", title=row_title, scale=alt.Scale(domain=[*rows]))
    behind: dict[str, Any] = {"href": "url:N", "tooltip": alt.Tooltip("words:N", title="")}
    base = alt.Chart(alt.Data(values=values)).encode(x=across, y=down, **behind)
    shade = alt.Color(
        "shade:Q", scale=alt.Scale(domain=[0, sqrt(most)], range=[*SCALE]), legend=None
    )
    cells = base.mark_rect(cursor="pointer", stroke=PAPER, strokeWidth=2)
    numbers = base.mark_text(cursor="pointer", aria=False)
    return _made(
        label,
        alt.layer(
            cells.encode(color=shade, description="words:N"),
            numbers.encode(text="number:Q", color=alt.Color("ink:N", scale=None)),
        ).resolve_scale(color="independent"),
        ROW_HEIGHT * max(len(rows), 1),
    )


def bars(marks: Sequence[Mark], *, label: str, measure: str) -> Chart:
    """One bar for each mark, in the order given, with its number at its end."""
    import altair as alt

    values = [asdict(mark) for mark in marks]
    most = max((mark.number for mark in marks), default=1)
    along = alt.X(
        "number:Q",
        title=None,
        scale=alt.Scale(domain=[0, most * 1.1], nice=False),
        axis=None,
    )
    down = alt.Y("row:N", title=None, sort=None, axis=alt.Axis(labelLimit=360, domain=False))
    behind: dict[str, Any] = {"href": "url:N", "tooltip": alt.Tooltip("words:N", title=measure)}
    base = alt.Chart(alt.Data(values=values)).encode(x=along, y=down, **behind)
    return _made(
        label,
        alt.layer(
            base.mark_bar(color=SERIES[0], cursor="pointer").encode(description="words:N"),
            base.mark_text(align="left", dx=5, color=INK, aria=False).encode(text="number:Q"),
        ),
        BAR_HEIGHT * max(len(marks), 1),
    )


def _made(label: str, drawn: Any, height: int) -> Chart:
    fitted = drawn.properties(width="container", height=height, autosize={"type": "fit-x"})
    spec = fitted.to_dict(validate=False)
    spec.pop("$schema", None)
    return Chart(label, spec | {"config": usual()})


def _ink(number: int, most: int) -> str:
    if number == 0:
        return MUTED
    return PAPER if sqrt(number / most) > DARK else INK
