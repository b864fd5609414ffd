"""The sheet that a roster is printed on: A3 lying, a header of two rows, notes around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from math import ceil
from typing import Protocol

from core.paper.cells import Cell
from core.paper.drawing import Line
from core.paper.faces import HEI, SONG, TITLE, Face
from core.paper.fitting import fit
from core.paper.measures import MM_PER_PT, clean, shortened, width
from core.paper.rules import Rule

PAGE = (420.0, 297.0)  # mm
LEFT, TOP, RIGHT, BOTTOM = 22.0, 25.0, 402.0, 277.0
TITLE_PT, BAR_PT, NOTE_PT, HEAD_PT = 22.0, 12.0, 10.5, 8.5
FIRST_TOP = TOP + 23  # of the grid, under title and bar
HEAD_ROW = 8.5  # mm, of two
GREY = 0.945
FRAME = 0.35
# Columns that are narrower on paper than the words of their heading.
SHORT = {
    "出生年月（岁）": "出生年月\n（岁）",
    "现职务层次（职级）": "职务层次\n（职级）",
    "任现职务层次（职级）时间": "任现层\n次时间",
    "是否两年以上基层工作经历": "两年\n基层",
    "来源（选调生/考录…）": "来源",
    "近三年年度考核": "近三年\n考核",
    "库别/培养层次（四级目标）": "培养\n层次",
    "锻炼经历（挂职等）": "锻炼经历\n（挂职等）",
    "省/市掌握标识": "掌握\n标识",
}
CONFIDENTIAL = "内部资料　注意保存"
# From the baseline of a single line up to its middle, in em.
MIDDLE = 0.38


class PrintedColumn(Protocol):
    """What printing needs to know of a column; `mm` is its share of the width."""

    label: str
    group: str
    mm: float
    is_left: bool
    is_hidden: bool


class PrintedHead(Protocol):
    """What stands above and below, as sentences."""

    title: str

    @property
    def on_text(self) -> str:
        """统计截止：2026年11月30日."""

    @property
    def filed_text(self) -> str:
        """填报单位（盖章）：中共清河市委组织部."""

    @property
    def made_text(self) -> str:
        """导出人：林静文　2026年11月28日 17:30."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns and where they begin; the last edge is where they end."""

    columns: tuple[PrintedColumn, ...]
    edges: tuple[float, ...]


def grid_of(columns: Sequence[PrintedColumn]) -> Grid:
    """The columns that are shown, widened or narrowed together until they fill the page."""
    scale = (RIGHT - LEFT) / sum(column.mm for column in columns)
    steps = accumulate((column.mm * scale for column in columns), initial=LEFT)
    return Grid(tuple(columns), tuple(steps))


def header(grid: Grid, y: float) -> tuple[list[Line], list[Rule]]:
    """Two rows; a column without a group has both of them."""
    cells: list[Cell] = []
    place = 0
    for group, members in groupby(grid.columns, key=lambda column: column.group):
        some = list(members)
        left, right = grid.edges[place], grid.edges[place + len(some)]
        if group:
            cells.append(_head(left, y, right - left, HEAD_ROW, group))
        for column in some:
            start, end = grid.edges[place], grid.edges[place + 1]
            top, high = (y + HEAD_ROW, HEAD_ROW) if group else (y, 2 * HEAD_ROW)
            cells.append(_head(start, top, end - start, high, column.label))
            place += 1
    lines = [line for cell in cells for line in fit(cell).lines()]
    ground = Rule(LEFT, y, RIGHT - LEFT, 2 * HEAD_ROW, grey=GREY)
    return lines, [ground, *(Rule(c.x, c.y, c.w, c.h) for c in cells)]


def _head(x: float, y: float, w: float, h: float, text: str) -> Cell:
    told = SHORT.get(text) or _balanced(text, (w - 1.6) / (HEAD_PT * MM_PER_PT))
    return Cell(x=x, y=y, w=w, h=h, text=told, most=HEAD_PT, pad=0.3, face=HEI, leads=(1.3, 1.1))


def _balanced(text: str, room: float) -> str:
    """A heading in lines of the same length, as many as it needs for `room` em; a bracket whole."""
    if len(text) <= room or "\n" in text:
        return text
    opening = text.find("（")
    if text.endswith("）") and 0 < opening <= room and len(text) - opening <= room:
        return f"{text[:opening]}\n{text[opening:]}"
    lines = ceil(len(text) / max(int(room), 1))
    each = ceil(len(text) / lines)
    return "\n".join(text[start : start + each] for start in range(0, len(text), each))


def around(head: PrintedHead, *, number: int, pages: int, people: int) -> list[Line]:
    """Title and bar of the first page, the title again above the others, and the notes of each."""
    wide = RIGHT - LEFT
    lines = [
        _line(CONFIDENTIAL, TOP - 6, NOTE_PT, 1, HEI),
        _line(f"共{people}名　{head.made_text}", BOTTOM + 6, NOTE_PT, 0),
        _line(f"第 {number} 页　共 {pages} 页", BOTTOM + 6, NOTE_PT, 1),
    ]
    if number == 1:
        title = shortened(clean(head.title), wide / (TITLE_PT * MM_PER_PT), TITLE)
        lines += [
            _line(title, TOP + 7, TITLE_PT, 0.5, TITLE),
            _line(head.filed_text, TOP + 19, BAR_PT, 0),
            _line(head.on_text, TOP + 19, BAR_PT, 1),
        ]
    else:
        lines.append(_line(f"{head.title}　{head.on_text}", TOP - 6, NOTE_PT, 0))
    return lines


def _line(text: str, middle: float, pt: float, share: float, face: Face = SONG) -> Line:
    em = pt * MM_PER_PT
    told = shortened(clean(text).replace("\n", " "), (RIGHT - LEFT) * 0.7 / em, face)
    spare = RIGHT - LEFT - width(told, face) * em
    return Line(LEFT + spare * share, middle + MIDDLE * em, pt, told, face)
