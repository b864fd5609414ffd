"""The two charts of a report: the ages of its people, and the measures of the year.

A chart without a number is none, and its sentence goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.charts.chart import Chart, Mark
from core.charts.drawing import bars, grouped
from reporting.annual.whole import Whole
from reporting.gathering.keys import BY_KEY
from reporting.papers.sheets import STATISTICS

MEASURES = (
    ("学习培训", "training.studies"),
    ("领导帮带", "mentoring.pairs"),
    ("轮岗交流", "rotation.moves"),
    ("一线锻炼", "frontline.sent"),
    ("谈心谈话", "talks.held"),
)
YEARS_OLD = "岁"  # what tells the head of an age band from others
LAST_YEAR = "上年"  # what the row of last year's people begins with


def ages(whole: Whole) -> Chart | None:
    """How many people are how old, this year and, where it was gathered, a year ago."""
    years = list(_years(whole))
    marks = [
        Mark(row=band, column=label, number=number, url="", words=f"{label}{band}{number}人")
        for label, numbers in years
        for band, number in numbers
    ]
    if not any(mark.number for mark in marks):
        return None
    return grouped(
        marks,
        label="在库干部年龄结构",
        measure="人",
        rows=list(dict.fromkeys(mark.row for mark in marks)),
        series=[label for label, _ in years],
    )


def measures(whole: Whole) -> Chart | None:
    """How often each measure was taken in the year."""
    marks = [
        Mark(row=f"{label}（{unit}）", number=number, url="", words=f"{label}{number}{unit}")
        for label, key in MEASURES
        if (number := number_of(whole.content.value(key))) is not None
        and (unit := BY_KEY[key].unit)
    ]
    if not any(mark.number for mark in marks):
        return None
    return bars(marks, label="培养措施落实情况", measure="次数")


def number_of(text: str) -> int | None:
    """A count as it was gathered; None for what is hidden, empty or no whole number."""
    return int(text) if text.isascii() and text.isdecimal() else None


def _years(whole: Whole) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """The rows of all people: last year's, if there is one, then this year's; with their bands."""
    table = whole.content.tables.get(STATISTICS)
    if table is None or len(table.rows) < 2:
        return
    heads, *rows = (row.cells for row in table.rows)
    last = next((row for row in rows if row and row[0].startswith(LAST_YEAR)), None)
    this = next((row for row in rows if row is not last), None)
    for row, year in ((last, whole.year - 1), (this, whole.year)):
        if row is not None:
            pairs = zip(heads[1:], row[1:], strict=False)
            found = [(head, number_of(cell)) for head, cell in pairs if YEARS_OLD in head]
            yield f"{year}年", [(head, number) for head, number in found if number is not None]
