"""Rows of a roster as bands that are stacked on pages: a person, or the heading of a unit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from cadres.papers.roster_page import LEFT, RIGHT, Grid, PrintedColumn
from cadres.papers.wording import spaced_name
from core.paper.cells import Cell, Fitted
from core.paper.drawing import Line
from core.paper.faces import HEI, Face
from core.paper.fitting import fit

NAMES = ("姓名", "帮带人")
NAME_PT, TEXT_PT, UNIT_PT = 11.0, 9.0, 10.5
SMALL = 7.5  # pt: rather than that, a row becomes higher
LEADS = (1.29, 1.12)
PERSON, UNIT = 13.0, 7.5  # mm
HIGHER = (19.0, 26.0, 36.0, 50.0)  # mm, for long texts
NUMERALS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Band:
    """Its height in mm, lines as if it began at 0, and the labels of cells that are too small."""

    height: float
    lines: tuple[Line, ...]
    is_heading: bool = False
    person: str = ""
    tight: tuple[tuple[str, bool], ...] = ()  # label, whether it is cut


def bands(grid: Grid, rows: Sequence[Sequence[str]], units: Sequence[str] | None) -> Iterator[Band]:
    """A band for each row; with the unit of each row, a heading above those that are together."""
    if units is None:
        yield from (_person(grid, row) for row in rows)
        return
    together = groupby(zip(units, rows, strict=True), key=lambda pair: pair[0])
    for number, (unit, members) in enumerate(together, start=1):
        some = [row for _, row in members]
        yield _heading(f"{numeral(number)}、{unit}（{len(some)}名）")
        yield from (_person(grid, row) for row in some)


def numeral(number: int) -> str:
    """一, 十二, 九十九, 一百〇五 and so on up to 999."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{NUMERALS[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{NUMERALS[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        text += "〇"
    return text + (NUMERALS[ones] if ones else "")


def _heading(text: str) -> Band:
    found = _fitted(text, RIGHT - LEFT, UNIT, UNIT_PT, "left", HEI)
    return Band(UNIT, tuple(_shifted(found, LEFT + 1.5)), is_heading=True)


def _person(grid: Grid, row: Sequence[str]) -> Band:
    """As high as the longest text needs at a size that can be read."""
    texts = [_text(column, text) for column, text in zip(grid.columns, row, strict=True)]
    height = PERSON
    for height in (PERSON, *HIGHER):
        fitted = [_cell(grid, place, text, height) for place, text in enumerate(texts)]
        if all(one.pt >= SMALL and not one.is_cut for one in fitted):
            break
    lines = [line for one, x in zip(fitted, grid.edges, strict=False) for line in _shifted(one, x)]
    tight = tuple(
        (column.group + column.label, one.is_cut)
        for column, one in zip(grid.columns, fitted, strict=True)
        if one.is_tight
    )
    return Band(height, tuple(lines), person=_name(grid, row), tight=tight)


def _text(column: PrintedColumn, text: str) -> str:
    return spaced_name(text) if column.label in NAMES else text


def _name(grid: Grid, row: Sequence[str]) -> str:
    pairs = zip(grid.columns, row, strict=True)
    return next((text for column, text in pairs if column.label == NAMES[0]), "")


def _cell(grid: Grid, place: int, text: str, height: float) -> Fitted:
    column = grid.columns[place]
    wide = round(grid.edges[place + 1] - grid.edges[place], 3)
    most = NAME_PT if column.label == NAMES[0] else TEXT_PT
    return _fitted(text, wide, height, most, "left" if column.is_left else "center")


@lru_cache(20_000)
def _fitted(text: str, w: float, h: float, most: float, align: str, face: Face | None = None):
    """Many cells say the same: 男, 汉, 是."""
    style = {"face": face} if face else {}
    cell = Cell(
        x=0, y=0, w=w, h=h, text=text, most=most, align=align, pad=0.5, leads=LEADS, **style
    )
    return _Set(fit(cell))


class _Set:
    """A fitted cell with its lines, which are asked for again and again."""

    def __init__(self, fitted: Fitted) -> None:
        self.pt = fitted.pt
        self.is_cut = fitted.is_cut
        self.is_tight = fitted.is_tight
        self.lines = tuple(fitted.lines())


def _shifted(one: _Set, x: float) -> Iterator[Line]:
    for line in one.lines:
        yield Line(line.x + x, line.y, line.pt, line.text, line.face)
