"""Lines over time: a kind of chart of its own, told apart by shape as well as by colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from core.charts.chart import Chart, Mark
from core.charts.drawing import GROUP_HEIGHT, charted, counted, fitted
from core.charts.palette import INK, LINES


def lines(
    marks: Sequence[Mark], *, label: str, measure: str, rows: Sequence[str], series: Sequence[str]
) -> Chart:
    """A line for each of `series` (`Mark.column`) over `rows`, left to right, a point a mark."""
    shape = _lines(tuple(rows), tuple(series), measure)
    return charted(label, shape, [asdict(mark) for mark in marks])


@lru_cache(maxsize=64)
def _lines(rows: tuple[str, ...], series: tuple[str, ...], measure: str) -> dict[str, Any]:
    """The shape of such lines."""
    import altair as alt

    across = alt.X(
        "row:N",
        title=None,
        scale=alt.Scale(domain=[*rows]),
        axis=alt.Axis(labelAngle=0, labelOverlap=True),
    )
    up = alt.Y("number:Q", title=None, **counted())
    told = alt.Legend(title=None, orient="bottom") if len(series) > 1 else None
    known: dict[str, Any] = {"domain": [*series]}
    colour = alt.Color("column:N", scale=alt.Scale(range=[*LINES], **known), legend=told)
    shape = alt.Shape("column:N", scale=alt.Scale(**known), legend=told)
    behind: dict[str, Any] = {"href": "url:N", "tooltip": alt.Tooltip("words:N", title=measure)}
    base = alt.Chart(alt.NamedData("marks")).encode(x=across, y=up)
    points: dict[str, Any] = {"filled": True, "size": 60, "opacity": 1, "cursor": "pointer"}
    drawn = alt.layer(
        base.mark_line(aria=False).encode(color=colour),
        base.mark_point(**points).encode(
            color=colour, shape=shape, description="words:N", **behind
        ),
        base.mark_text(baseline="bottom", dy=-7, color=INK, aria=False).encode(text="number:Q"),
    )
    return fitted(drawn, GROUP_HEIGHT)
