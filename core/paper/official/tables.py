"""Tables of an official document: rows as high as their texts, the head again on every page."""

from __future__ import annotations

from collections.abc import Iterator

from core.paper.drawing import Line
from core.paper.faces import HEI, SONG, Face
from core.paper.measures import MM_PER_PT, broken, clean, pieces, width
from core.paper.official.description import Table
from core.paper.official.grid import LEFT, MIDDLE, TABLE_PT, WIDTH
from core.paper.official.strip import Strip
from core.paper.rules import Rule

TEXT_PITCH = 5.4  # mm
LEAST_ROW = 9.0
ABOVE = 2.0
TOGETHER = 6  # rows of a table that is not broken
PAD = 1.0  # mm left and right
AIR = 1.8  # mm above and below together
STROKE, FRAME = 0.25, 0.35
NOTE_PT, NOTE_PITCH = 10.5, 5.4


def table(block: Table) -> Iterator[Strip]:
    """A strip a row; widths are stretched to those of the page."""
    scale = WIDTH / sum(column.width for column in block.columns)
    widths = [column.width * scale for column in block.columns]
    aligns = [column.align for column in block.columns]
    labels = tuple(column.label for column in block.columns)
    head = _row(labels, widths, ["center"] * len(widths), HEI, keeps=True, head=None)
    yield Strip(ABOVE, keeps=True)
    yield head
    last = len(block.rows) if len(block.rows) <= TOGETHER else 0
    for number, row in enumerate(block.rows, start=1):
        yield _row(row, widths, aligns, SONG, keeps=number < last, head=head)


def small(text: str) -> Iterator[Strip]:
    """A note under a table."""
    em = NOTE_PT * MM_PER_PT
    rows = broken(pieces(clean(text), SONG), WIDTH / em, SONG)
    lines = tuple(
        Line(LEFT, 2 + NOTE_PITCH * (number + 0.5) + MIDDLE * em, NOTE_PT, row, SONG)
        for number, row in enumerate(rows)
    )
    yield Strip(2 + NOTE_PITCH * len(rows), lines, snaps=False)


def _row(
    texts: tuple[str, ...],
    widths: list[float],
    aligns: list[str],
    face: Face,
    *,
    keeps: bool,
    head: Strip | None,
) -> Strip:
    em = TABLE_PT * MM_PER_PT
    cells = [
        [
            line
            for part in clean(text).split("\n")
            for line in broken(pieces(part, face), (wide - 2 * PAD) / em, face)
        ]
        for text, wide in zip(texts, widths, strict=True)
    ]
    high = max(LEAST_ROW, max(len(cell) for cell in cells) * TEXT_PITCH + AIR)
    lines, rules, x = [], [], LEFT
    for cell, wide, align in zip(cells, widths, aligns, strict=True):
        rules.append(Rule(x, 0, wide, high, stroke=STROKE))
        y = (high - TEXT_PITCH * len(cell)) / 2 + TEXT_PITCH / 2 + MIDDLE * em
        for text in cell:
            spare = wide - 2 * PAD - width(text, face) * em
            at = x + PAD + (spare / 2 if align == "center" else 0)
            lines.append(Line(at, y, TABLE_PT, text, face))
            y += TEXT_PITCH
        x += wide
    return Strip(high, tuple(lines), tuple(rules), keeps=keeps, snaps=False, head=head)
