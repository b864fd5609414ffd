"""Tables of an official document: rows as high as their texts, the head again on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.paper.drawing import Line
from core.paper.faces import FANG, HEI, SONG, Face
from core.paper.measures import MM_PER_PT, broken, clean, pieces, width
from core.paper.official.composing import extent, one, within
from core.paper.official.description import Table
from core.paper.official.grid import CAPTION_PT, MIDDLE, PITCH, TABLE_PT, UPRIGHT, Area
from core.paper.official.strip import Strip
from core.paper.rules import Rule

TEXT_PITCH = 5.4  # mm, at the usual size
LEAST_ROW = 9.0
ABOVE = 2.0
TOGETHER = 6  # rows of a table that is not broken
PAD = 1.0  # mm left and right
AIR = 1.8  # mm above and below together, at the usual size
STROKE, FRAME = 0.25, 0.35
NOTE_PT, NOTE_PITCH = 10.5, 5.4
FORM_LINE = 8.0  # mm, of what stands above a form
FORM_PT = 12.0


class _Look(NamedTuple):
    """The measures of a table: widths and heights in mm."""

    widths: list[float]
    aligns: list[str]
    pt: float
    left: float
    most_lines: int  # of a row, lest it be higher than a page

    @property
    def em(self) -> float:
        return self.pt * MM_PER_PT

    @property
    def pitch(self) -> float:
        return pitch_of(self.pt)


def table(block: Table, area: Area = UPRIGHT, *, is_close: bool = False) -> Iterator[Strip]:
    """A strip a row; widths are stretched to those of the page.

    A close one stands right under what is above it.
    """
    scale = area.width / sum(column.width for column in block.columns)
    widths = [column.width * scale for column in block.columns]
    heads = [head_lines(c.label, w, block.pt) for c, w in zip(block.columns, widths, strict=True)]
    room = area.height - PITCH - least_row(block.pt) * 2 - max(map(len, heads)) * TEXT_PITCH
    most = int(room / pitch_of(block.pt))
    look = _Look(widths, [c.align for c in block.columns], block.pt, area.left, most)
    centred = look._replace(aligns=["center"] * len(widths))
    head = _strip(heads, centred, HEI, keeps=True, head=None)
    if block.caption:
        yield caption(block.caption, area)
    elif not is_close:
        yield Strip(ABOVE, keeps=True)
    yield head
    last = len(block.rows) if len(block.rows) <= TOGETHER else 0
    for number, row in enumerate(block.rows, start=1):
        keeps = number < last or (bool(block.note) and number == len(block.rows))
        yield from _row(row, look, keeps=keeps, head=head)
    if block.note:
        yield from small(block.note, area)


def caption(text: str, area: Area = UPRIGHT) -> Strip:
    """What a table in the text is called, above it."""
    words = within(text, HEI, pt=CAPTION_PT, room=area.width)
    left = area.left + (area.width - extent(words, HEI, CAPTION_PT)) / 2
    line = one(words, HEI, pt=CAPTION_PT, y=PITCH / 2, left=left)
    return Strip(PITCH, (line,), keeps=True, snaps=False)


def above(texts: tuple[str, str], area: Area = UPRIGHT) -> Strip:
    """What stands above a form, at the left and at the right."""
    right = extent(texts[1], FANG, FORM_PT)
    first = within(texts[0], FANG, pt=FORM_PT, room=area.width - right - 5)
    places = ((first, area.left), (texts[1], area.left + area.width - right))
    lines = tuple(one(t, FANG, pt=FORM_PT, y=FORM_LINE / 2, left=x) for t, x in places if t)
    return Strip(FORM_LINE, lines, keeps=True, snaps=False)


def small(text: str, area: Area = UPRIGHT) -> Iterator[Strip]:
    """A note under a table."""
    em = NOTE_PT * MM_PER_PT
    rows = broken(pieces(clean(text), SONG), area.width / em, SONG)
    lines = tuple(
        Line(area.left, 2 + NOTE_PITCH * (number + 0.5) + MIDDLE * em, NOTE_PT, row, SONG)
        for number, row in enumerate(rows)
    )
    yield Strip(2 + NOTE_PITCH * len(rows), lines, snaps=False)


def head_lines(label: str, wide: float, pt: float) -> list[str]:
    """A head; one that is wider than its column in lines as long as each other."""
    room = (wide - 2 * PAD) / (pt * MM_PER_PT)
    parts = pieces(clean(label), HEI)
    if "\n" in label or width(label, HEI) <= room or any(len(part.text) > 1 for part in parts):
        return _broken(label, room, HEI)
    lines = -(-width(label, HEI) // max(room, 1))
    each = -(-len(label) // int(lines))
    return [label[start : start + each] for start in range(0, len(label), each)]


def pitch_of(pt: float) -> float:
    """From line to line of a cell, in mm."""
    return TEXT_PITCH * pt / TABLE_PT


def least_row(pt: float) -> float:
    """The height of a row of one line, in mm."""
    return LEAST_ROW * pt / TABLE_PT


def air_of(pt: float) -> float:
    """What is left above and below the lines of a row together, in mm."""
    return AIR * pt / TABLE_PT


def _row(texts: Sequence[str], look: _Look, *, keeps: bool, head: Strip | None) -> Iterator[Strip]:
    """A strip; of a row that is higher than a page as many as it takes."""
    cells = [
        _broken(text, (wide - 2 * PAD) / look.em, SONG)
        for text, wide in zip(texts, look.widths, strict=True)
    ]
    for start in range(0, max(map(len, cells)), look.most_lines):
        part = [cell[start : start + look.most_lines] for cell in cells]
        yield _strip(part, look, SONG, keeps=keeps, head=head)


def _broken(text: str, room: float, face: Face) -> list[str]:
    return [
        line for part in clean(text).split("\n") for line in broken(pieces(part, face), room, face)
    ]


def _strip(
    cells: Sequence[list[str]], look: _Look, face: Face, *, keeps: bool, head: Strip | None
) -> Strip:
    em, pitch = look.em, look.pitch
    high = max(least_row(look.pt), max(map(len, cells)) * pitch + air_of(look.pt))
    lines, rules, x = [], [], look.left
    for cell, wide, align in zip(cells, look.widths, look.aligns, strict=True):
        rules.append(Rule(x, 0, wide, high, stroke=STROKE))
        y = (high - pitch * len(cell)) / 2 + pitch / 2 + MIDDLE * em
        for text in cell:
            spare = wide - 2 * PAD - width(text, face) * em
            at = x + PAD + (spare / 2 if align == "center" else 0)
            lines.append(Line(at, y, look.pt, text, face))
            y += pitch
        x += wide
    return Strip(high, tuple(lines), tuple(rules), keeps=keeps, snaps=False, head=head)
