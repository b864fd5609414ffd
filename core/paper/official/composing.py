"""Paragraphs on the grid: 28 characters to a line, and lines that end where the 版心 ends.

A closing mark that would open the next line hangs in half a cell; where that does not do, the
character before it goes down with it and the line is opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from core.paper.drawing import Line
from core.paper.faces import Face
from core.paper.measures import MM_PER_PT, NEVER_FIRST, NEVER_LAST, clean, pieces, shortened, width
from core.paper.official.grid import BODY, CELL, CELLS, LEFT, MIDDLE

Run = tuple[Face, str]
HANGING = frozenset("，。、；：！？）》〉】〕」』”’")  # their ink is in the left half
HALF = 0.5
MOST_CARRIED = 4


class Item(NamedTuple):
    """What is never broken: its text and face, and its width in mm."""

    text: str
    face: Face
    width: float


class Composed(NamedTuple):
    """One line: its items, where it begins (cells), and mm between its letters."""

    items: tuple[Item, ...]
    indent: float
    spacing: float


def compose(
    runs: Iterable[Run], *, indent: float = 2, hang: float = 0, pt: float = BODY, cell: float = CELL
) -> list[Composed]:
    """The lines of a paragraph; the first begins `indent` cells in, the others `hang` cells."""
    plain = cell - pt * MM_PER_PT
    items = _items(runs, pt, plain, (CELLS - max(indent, hang)) * CELL)
    found: list[Composed] = []
    start = 0
    while start < len(items):
        begin = hang if found else indent
        room = (CELLS - begin) * CELL
        end, spare = _fill(items, start, room)
        line = tuple(items[start:end])
        letters = sum(len(item.text) for item in line) - 1
        extra = 0.0 if end == len(items) and spare >= 0 else spare / max(letters, 1)
        found.append(Composed(line, begin, plain + extra))
        start = end
    return found or [Composed((), indent, plain)]


def set_line(line: Composed, *, pt: float = BODY, left: float = LEFT, y: float) -> list[Line]:
    """The line as it is painted: `y` is its middle in mm."""
    em = pt * MM_PER_PT
    baseline = y + MIDDLE * em
    x = left + line.indent * CELL
    lines: list[Line] = []
    for face, text in _joined(line.items):
        lines.append(Line(x, baseline, pt, text, face, line.spacing / em))
        x += width(text, face) * em + len(text) * line.spacing
    return lines


def one(text: str, face: Face, *, pt: float, y: float, left: float) -> Line:
    """A short line that begins at `left`, its middle at `y`."""
    return Line(left, y + MIDDLE * pt * MM_PER_PT, pt, text, face)


def extent(text: str, face: Face, pt: float) -> float:
    """How wide a short line is in mm."""
    return width(text, face) * pt * MM_PER_PT


def within(text: str, face: Face, *, pt: float, room: float) -> str:
    """As much of a short line as `room` mm hold."""
    return shortened(clean(text).replace("\n", " "), room / (pt * MM_PER_PT), face)


def _items(runs: Iterable[Run], pt: float, spacing: float, most: float) -> list[Item]:
    em = pt * MM_PER_PT
    found = []
    for face, text in runs:
        for piece in pieces(clean(text).replace("\n", " "), face):
            wide = piece.width * em + len(piece.text) * spacing
            if wide <= most:
                found.append(Item(piece.text, face, wide))
            else:  # a run of Latin letters longer than a line is broken anywhere
                found += [Item(c, face, width(c, face) * em + spacing) for c in piece.text]
    return found


def _fill(items: list[Item], start: int, room: float) -> tuple[int, float]:
    """Where the line that begins at `start` ends, and the mm that are left (negative: squeezed)."""
    used, end = 0.0, start
    while end < len(items) and used + items[end].width <= room + 0.02:
        used += items[end].width
        end += 1
    if end == len(items) or end == start:
        return max(end, start + 1), room - used
    following = items[end]
    after = items[end + 1].text[0] if end + 1 < len(items) else ""
    half = following.width * HALF
    if following.text in HANGING and after not in NEVER_FIRST and used + half - room <= half + 0.1:
        return end + 1, room - used - half
    back = end
    while (
        back > start + 1
        and end - back < MOST_CARRIED
        and (items[back].text[0] in NEVER_FIRST or items[back - 1].text[-1] in NEVER_LAST)
    ):
        back -= 1
    used -= sum(item.width for item in items[back:end])
    return back, room - used


def _joined(items: Iterable[Item]) -> list[Run]:
    runs: list[Run] = []
    for item in items:
        if runs and runs[-1][0] == item.face:
            runs[-1] = (item.face, runs[-1][1] + item.text)
        else:
            runs.append((item.face, item.text))
    return runs
