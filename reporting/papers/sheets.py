"""Every table of a report in one shape; its document and its workbook are made of them.

What was gathered, what the unit thinks about its people, and all figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reporting.annual.whole import Whole
from reporting.gathering.content import Row
from reporting.gathering.tables import BY_NAME, Column

STATISTICS, FIGURES = "statistics", "figures"
NUMBER = Column("序号", 9)
OPINIONS = (
    Column("姓名", 16),
    Column("现职务", 50, "left"),
    Column("意见", 12),
    Column("理由", 70, "left"),
)
PROPOSALS = (
    Column("姓名", 18),
    Column("出生年月", 18),
    Column("学历", 20),
    Column("现职务", 46, "left"),
    Column("推荐理由", 45, "left"),
)
FIGURE_COLUMNS = (Column("项目", 60, "left"), Column("数值", 20), Column("单位", 16))
# Columns that hold numbers; a date such as 1991.03 is none.
NUMERIC = frozenset({"测评优秀率", "测评基本称职和不称职率", "数值"})
NOTHING, NONE_TO_ADD = "无。", "经研究，本年度没有拟补充人选。"
LABEL_WIDTH, BAND_WIDTH = 40.0, 16.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; `is_listed` ones are lists of people, counted in a column of their own.

    `nothing` is what stands for its rows where it has none.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    is_wide: bool = False
    is_listed: bool = True
    nothing: str = NOTHING

    def titled(self, year: int) -> str:
        """The title with its year, which says 年度 once: 2026年度考核及奖惩情况表."""
        return f"{year}{self.title}" if self.title.startswith("年度") else f"{year}年度{self.title}"

    def is_numeric(self, place: int) -> bool:
        """Whether a column holds numbers."""
        if self.name == STATISTICS:
            return place > 0
        return self.columns[place].label in NUMERIC


def sheets_of(whole: Whole) -> dict[str, Sheet]:
    """All of them by name, in the order of 附表 (domain §6.9)."""
    return {sheet.name: sheet for sheet in _sheets(whole)}


def _sheets(whole: Whole) -> Iterator[Sheet]:
    for name in ("roster", "changes", "training", "assessed"):
        kind = whole.kind(name) or BY_NAME[name]
        rows = tuple(_fitted(row.cells, len(kind.columns)) for row in _rows(whole, name))
        yield Sheet(name, kind.title, kind.columns, rows, kind.note, kind.is_wide)
    said = tuple(
        (one.name, one.title, str(one.stand.label) if one.stand else "", one.reason)
        for one in whole.opinions
    )
    yield Sheet("opinions", "保留资格初步意见表", OPINIONS, said, "调出、缓定的写明理由。")
    proposed = tuple(
        (one.name, one.birth, one.education, one.title, one.reason) for one in whole.proposals
    )
    nothing = NONE_TO_ADD if whole.none_to_add else NOTHING
    yield Sheet("proposals", "拟补充人选推荐表", PROPOSALS, proposed, nothing=nothing)
    yield from _statistics(whole)
    figures = tuple((one.label, whole.content.value(one.key), one.unit) for one in whole.keys)
    yield Sheet(FIGURES, "主要数据表", FIGURE_COLUMNS, figures, is_listed=False)


def _statistics(whole: Whole) -> Iterator[Sheet]:
    kind = whole.kind(STATISTICS) or BY_NAME[STATISTICS]
    rows = _rows(whole, STATISTICS)
    if not rows:
        return
    heads, *told = (row.cells for row in rows)
    columns = tuple(
        Column(head, BAND_WIDTH if place else LABEL_WIDTH, "center" if place else "left")
        for place, head in enumerate(heads)
    )
    body = tuple(_fitted(cells, len(columns)) for cells in told)
    yield Sheet(STATISTICS, kind.title, columns, body, kind.note, is_listed=False)


def _rows(whole: Whole, name: str) -> tuple[Row, ...]:
    table = whole.content.tables.get(name)
    return table.rows if table else ()


def _fitted(cells: tuple[str, ...], wanted: int) -> tuple[str, ...]:
    """As many cells as there are columns: a report may be older than a column."""
    return (*cells, *[""] * (wanted - len(cells)))[:wanted]
