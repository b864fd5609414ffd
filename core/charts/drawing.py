"""The kinds of charts that there are: a matrix from–to, ranked bars, bars in groups, stacked bars.

Altair brings forty megabytes and a third of a second: a process has it from its first chart on.
The schema of Vega-Lite is asked in the tests, not in every request.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from math import sqrt
from typing import Any

from core.charts.chart import Chart, Mark
from core.charts.palette import DARK_PARTS, INK, PAPER, SCALE, usual

ROW_HEIGHT, BAR_HEIGHT, GROUP_HEIGHT = 34, 26, 200  # pixels
# Halves of what is counted are no ticks: for few, Vega does not heed a least step between them.
MOST_TICKS = 5
WHOLE_TICKS: dict[str, Any] = {"tickCount": {"expr": f"min({MOST_TICKS}, ceil(domain('y')[1]))"}}
NARROW = 0.025  # of a bar: a number would not stand in a narrower part
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
    most = max((mark.number for mark in marks), default=1)
    # The root, so that few are told from none beside very many.
    shades = [sqrt(mark.number / most) for mark in marks]
    values = [
        asdict(mark) | {"shade": shade, "ink": PAPER if shade > DARK else INK}
        for mark, shade in zip(marks, shades, strict=True)
    ]
    shape = _matrix(tuple(rows), tuple(columns), row_title, column_title)
    return charted(label, shape, values)


def bars(marks: Sequence[Mark], *, label: str, measure: str) -> Chart:
    """One bar for each mark, in the order given, with its number at its end."""
    most = max((mark.number for mark in marks), default=1) or 1  # nobody at all
    values = [asdict(mark) | {"share": mark.number / most} for mark in marks]
    shape = _bars(len(marks), measure)
    return charted(label, shape, values)


def grouped(
    marks: Sequence[Mark], *, label: str, measure: str, rows: Sequence[str], series: Sequence[str]
) -> Chart:
    """Upright bars side by side, a group for each of `rows`, a bar for each of `series`.

    The last of the series is the strongest, such as this year after the last.
    """
    shape = _grouped(tuple(rows), tuple(series), measure)
    return charted(label, shape, [asdict(mark) for mark in marks])


def stacked(
    marks: Sequence[Mark], *, label: str, measure: str, rows: Sequence[str], parts: Sequence[str]
) -> Chart:
    """One bar for each of `rows`, all equally long, in which `parts` (`Mark.column`) follow on."""
    totals: dict[str, int] = {}
    for mark in marks:
        totals[mark.row] = totals.get(mark.row, 0) + mark.number
    place = {part: number for number, part in enumerate(parts)}
    values = [
        asdict(mark)
        | {
            "place": place[mark.column],
            "shown": str(mark.number) if mark.number > NARROW * totals[mark.row] else "",
            "ink": PAPER if place[mark.column] in DARK_PARTS else INK,
        }
        for mark in marks
    ]
    return charted(label, _stacked(tuple(rows), tuple(parts), measure), values)


def charted(label: str, shape: dict[str, Any], values: list[dict[str, Any]]) -> Chart:
    """A shape with its data; Vega calls what it has drawn by the description."""
    more = {"description": label, "data": {"values": values}, "config": usual()}
    return Chart(label, shape | more)


@lru_cache(maxsize=64)
def _matrix(
    rows: tuple[str, ...], columns: tuple[str, ...], row_title: str, column_title: str
) -> dict[str, Any]:
    """The shape of a matrix, whatever its numbers are; made once a process."""
    import altair as alt

    across = alt.X(
        "column:N",
        title=column_title,
        scale=alt.Scale(domain=[*columns]),
        axis=alt.Axis(orient="top", labelAngle=0, labelOverlap=False),
    )
    down = alt.Y("row:N", title=row_title, scale=alt.Scale(domain=[*rows]))
    behind: dict[str, Any] = {"href": "url:N", "tooltip": alt.Tooltip("words:N", title="")}
    base = alt.Chart(alt.NamedData("marks")).encode(x=across, y=down, **behind)
    shade = alt.Color("shade:Q", scale=alt.Scale(domain=[0, 1], range=[*SCALE]), legend=None)
    cells = base.mark_rect(cursor="pointer", stroke=PAPER, strokeWidth=2)
    numbers = base.mark_text(cursor="pointer", aria=False)
    drawn = alt.layer(
        cells.encode(color=shade, description="words:N"),
        numbers.encode(text="number:Q", color=alt.Color("ink:N", scale=None)),
    ).resolve_scale(color="independent")
    return fitted(drawn, ROW_HEIGHT * max(len(rows), 1))


@lru_cache(maxsize=64)
def _bars(number: int, measure: str) -> dict[str, Any]:
    """The shape of so many bars."""
    import altair as alt

    along = alt.X("share:Q", title=None, scale=alt.Scale(domain=[0, 1.1], nice=False), axis=None)
    down = alt.Y("row:N", title=None, sort=None, axis=alt.Axis(labelLimit=360, domain=False))
    behind: dict[str, Any] = {"href": "url:N", "tooltip": alt.Tooltip("words:N", title=measure)}
    base = alt.Chart(alt.NamedData("marks")).encode(x=along, y=down, **behind)
    drawn = alt.layer(
        base.mark_bar(cursor="pointer").encode(description="words:N"),
        base.mark_text(align="left", dx=5, color=INK, aria=False).encode(text="number:Q"),
    )
    return fitted(drawn, BAR_HEIGHT * max(number, 1))


@lru_cache(maxsize=64)
def _grouped(rows: tuple[str, ...], series: tuple[str, ...], measure: str) -> dict[str, Any]:
    """The shape of such groups."""
    import altair as alt

    across = alt.X(
        "row:N", title=None, scale=alt.Scale(domain=[*rows]), axis=alt.Axis(labelAngle=0)
    )
    beside = alt.XOffset("column:N", scale=alt.Scale(domain=[*series]))
    up = alt.Y("number:Q", title=None, **counted())
    told = alt.Legend(title=None, orient="bottom", values=[*series]) if len(series) > 1 else None
    strongest = alt.Scale(domain=[*reversed(series)])
    behind: dict[str, Any] = {"href": "url:N", "tooltip": alt.Tooltip("words:N", title=measure)}
    base = alt.Chart(alt.NamedData("marks")).encode(x=across, xOffset=beside, y=up, **behind)
    drawn = alt.layer(
        base.mark_bar(cursor="pointer").encode(
            color=alt.Color("column:N", scale=strongest, legend=told), description="words:N"
        ),
        base.mark_text(baseline="bottom", dy=-2, color=INK, aria=False).encode(text="number:Q"),
    )
    return fitted(drawn, GROUP_HEIGHT)


@lru_cache(maxsize=64)
def _stacked(rows: tuple[str, ...], parts: tuple[str, ...], measure: str) -> dict[str, Any]:
    """The shape of such bars."""
    import altair as alt

    whole: dict[str, Any] = {"stack": "normalize", "title": None, "axis": None}
    down = alt.Y(
        "row:N",
        title=None,
        scale=alt.Scale(domain=[*rows]),
        axis=alt.Axis(labelLimit=360, domain=False),
    )
    behind: dict[str, Any] = {"href": "url:N", "tooltip": alt.Tooltip("words:N", title=measure)}
    base = alt.Chart(alt.NamedData("marks")).encode(y=down, order=alt.Order("place:Q"), **behind)
    drawn = alt.layer(
        base.mark_bar(cursor="pointer", stroke=PAPER, strokeWidth=1).encode(
            x=alt.X("number:Q", **whole),
            color=alt.Color(
                "column:N",
                scale=alt.Scale(domain=[*parts]),
                legend=alt.Legend(title=None, orient="bottom", columns=0),
            ),
            description="words:N",
        ),
        base.mark_text(aria=False).encode(
            x=alt.X("number:Q", bandPosition=0.5, **whole),
            detail="column:N",
            text="shown:N",
            color=alt.Color("ink:N", scale=None),
        ),
    ).resolve_scale(color="independent")
    return fitted(drawn, ROW_HEIGHT * max(len(rows), 1))


def counted() -> dict[str, Any]:
    """Scale and axis of what is counted upwards: whole ticks, the last above the highest mark."""
    import altair as alt

    # Rounded up to the steps of its own ticks: Vega's are finer, and a bar would pass the last.
    scale = alt.Scale(nice=MOST_TICKS)
    return {"scale": scale, "axis": alt.Axis(**WHOLE_TICKS, domain=False)}


def fitted(drawn: Any, height: int) -> dict[str, Any]:
    """As wide as its place, and so many pixels high."""
    sized = drawn.properties(width="container", height=height, autosize={"type": "fit-x"})
    spec: dict[str, Any] = sized.to_dict(validate=False)
    return {key: value for key, value in spec.items() if key not in ("$schema", "config", "data")}
