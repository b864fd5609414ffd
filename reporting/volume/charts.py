"""The charts of the summary; one that has nothing to compare is none."""

from __future__ import annotations

from collections.abc import Sequence

from core.charts.chart import Chart, Mark
from core.charts.drawing import bars, grouped, stacked
from core.paper.official.description import Figure
from reporting.gathering.keys import BY_KEY
from reporting.volume.summing import OPINIONS, PEOPLE, Values, number, ranked

MOST = 12  # units in the chart of the largest
TITLE_LINES, BAR = 1, 0.75  # lines of the grid: for the words under a chart, and for a bar
STRUCTURE = (
    ("在库", PEOPLE),
    ("女干部", "roster.women"),
    ("少数民族", "roster.minority"),
    ("党外干部", "roster.non_party"),
    ("全日制研究生", "roster.graduate"),
    ("全日制本科以上", "roster.bachelor"),
    ("两年以上基层经历", "roster.grassroots"),
)
MOVED = (
    ("入库", "roster.entered"),
    ("出库", "roster.left"),
    ("其中提拔使用", "roster.used"),
    ("提任", "use.promoted"),
    ("轮岗", "rotation.moves"),
    ("派出锻炼", "frontline.sent"),
)
STANDS = ("opinion.keep", "opinion.defer", "opinion.exit")


def structure(whole: Values) -> Figure | None:
    """The people of the whole by what they are."""
    marks = _marks(whole, STRUCTURE)
    chart = _shown(marks) and bars(marks, label="在库干部结构", measure="人")
    return _figure(chart, "在库干部结构（人）", len(marks))


def moved(whole: Values) -> Figure | None:
    """Who came, went, was promoted or sent in the year."""
    marks = _marks(whole, MOVED)
    rows = [mark.row for mark in marks]
    chart = _shown(marks) and grouped(
        [Mark(row=m.row, column="人次", number=m.number, url="", words=m.words) for m in marks],
        label="全年变动",
        measure="人次",
        rows=rows,
        series=["人次"],
    )
    return _figure(chart, "全年变动和培养锻炼（人次）", 9)


def largest(units: Sequence[tuple[str, Values]]) -> Figure | None:
    """The units with most people on the roster; of one unit there is nothing to compare."""
    marks = [
        Mark(row=name, number=count, url="", words=f"{name}{count}人")
        for name, count in ranked(units, PEOPLE, MOST)
    ]
    if len(marks) < 2:
        return None
    caption = "各单位在库人数" if len(units) <= MOST else f"在库人数最多的{MOST}个单位"
    return _figure(bars(marks, label=caption, measure="人"), f"{caption}（人）", len(marks))


def opinions(whole: Values, name: str) -> Figure | None:
    """The first opinions on who stays."""
    marks = [
        Mark(
            row=name,
            column=OPINIONS[key],
            number=count,
            url="",
            words=f"{OPINIONS[key]}{count}人",
        )
        for key in STANDS
        if (count := _count(whole, key)) is not None
    ]
    parts = [mark.column for mark in marks]
    chart = _shown(marks) and stacked(
        marks, label="保留资格初步意见", measure="人", rows=[name], parts=parts
    )
    return _figure(chart, "保留资格初步意见（人）", 3)


def _marks(whole: Values, named: Sequence[tuple[str, str]]) -> list[Mark]:
    return [
        Mark(row=label, number=count, url="", words=f"{label}{count}{BY_KEY[key].unit}")
        for label, key in named
        if (count := _count(whole, key)) is not None
    ]


def _count(whole: Values, key: str) -> int | None:
    value = number(whole.get(key, ""))
    return None if value is None else int(value)


def _shown(marks: Sequence[Mark]) -> bool:
    """Whether there is something to compare: two that are not nought."""
    return sum(mark.number > 0 for mark in marks) > 1


def _figure(chart: Chart | bool | None, caption: str, bars_high: int) -> Figure | None:
    if not isinstance(chart, Chart):
        return None
    return Figure(chart, caption, lines=max(4, TITLE_LINES + round(bars_high * BAR)))
