"""Tables of an official document: rows as high as their texts, the head again on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from core.paper.drawing import Line
from core.paper.faces import FANG, HEI, SONG, Face
from core.paper.measures import MM_PER_PT, broken, clean, pieces, width
from core.paper.official.composing import extent, one, within
from core.paper.official.description import Table
from core.paper.official.grid import CAPTION_PT, MIDDLE, PITCH, TABLE_PT, UPRIGHT, Area
from core.paper.official.strip import Cling, Strip
from core.paper.rules import Rule

TEXT_PITCH = 5.4  # mm, at the usual size
ABOVE = 2.0
TOGETHER = 6  # rows of a table that is not broken
STROKE, FRAME = 0.25, 0.35
FORM_LINE = 8.0  # mm, of what stands above a form
FORM_PT = 12.0
NEARER = 0.25  # em, a step to the width at which lines are alike


class Room(NamedTuple):
    """What is given to the parts of a table: mm, and pt of letters."""

    pitch: float  # from line to line of a cell
    air: float  # above and below the lines of a row together
    least: float  # a row of one line
    pad: float  # at the left and right of a cell
    caption_pt: float
    caption: float
    note_pt: float
    note_pitch: float
    note_air: float  # above a note


# Of letters of the usual size: what a table has, and a dense one.
ROOMY = Room(TEXT_PITCH, 1.8, 9.0, 1.0, CAPTION_PT, PITCH, 10.5, TEXT_PITCH, 2.0)
DENSE = Room(4.6, 1.0, 5.6, 0.6, 10.5, 6.2, 9.0, 4.0, 0.4)


class _Look(NamedTuple):
    """The measures of a table: widths and heights in mm."""

    widths: list[float]
    aligns: list[str]
    pt: float
    left: float
    room: Room
    most_lines: int  # of a row, lest it be higher than a page

    @property
    def em(self) -> float:
        return self.pt * MM_PER_PT


def table(block: Table, area: Area = UPRIGHT, *, is_close: bool = False) -> Iterator[Strip]:
    """A strip a row; widths are stretched to those of the page.

    A close one stands right under what is above it.
    """
    room = room_of(block)
    if not block.rows:
        yield replace(caption(block, area), keeps=False)
        return
    widths = widths_of(block, area)
    heads = heads_of(block, widths)
    left_over = area.height - PITCH - room.least * 2 - max(map(len, heads)) * TEXT_PITCH
    most = int(left_over / room.pitch)
    look = _Look(widths, [c.align for c in block.columns], block.pt, area.left, room, most)
    centred = look._replace(aligns=["center"] * len(widths))
    head = _strip(heads, centred, HEI, keeps=True, head=None)
    if block.caption:
        yield replace(caption(block, area), clings=Cling.MORE)
    elif not is_close:
        yield Strip(ABOVE, keeps=True, clings=Cling.MORE)
    yield replace(head, clings=Cling.MORE)
    last = len(block.rows) - 1
    for number, row in enumerate(block.rows):
        is_last = number == last
        keeps = bool(block.note) if is_last else last < TOGETHER
        clings = Cling.MORE if stays(number, block) else Cling(not is_last)
        for strip in _row(row, look, keeps=keeps, head=head):
            yield replace(strip, clings=clings)
    if block.note:
        yield from small(block.note, area, room)


def stays(number: int, block: Table) -> bool:
    """Whether a row (from 0) is on the page of what follows: no row stands alone, under the head
    or on the last page, nor a note without a row; a few rows are one piece."""
    last = len(block.rows) - 1
    if number == last:
        return bool(block.note)
    return last < TOGETHER or number in (0, last - 1)


def caption(block: Table, area: Area = UPRIGHT) -> Strip:
    """What a table in the text is called, above it."""
    room = room_of(block)
    words = within(block.caption, HEI, pt=room.caption_pt, room=area.width)
    left = area.left + (area.width - extent(words, HEI, room.caption_pt)) / 2
    line = one(words, HEI, pt=room.caption_pt, y=room.caption / 2, left=left)
    return Strip(room.caption, (line,), keeps=True, snaps=False)


def above(texts: tuple[str, str], area: Area = UPRIGHT) -> Strip:
    """What stands above a form, at the left and at the right."""
    right = extent(texts[1], FANG, FORM_PT)
    first = within(texts[0], FANG, pt=FORM_PT, room=area.width - right - 5)
    places = ((first, area.left), (texts[1], area.left + area.width - right))
    lines = tuple(one(t, FANG, pt=FORM_PT, y=FORM_LINE / 2, left=x) for t, x in places if t)
    return Strip(FORM_LINE, lines, keeps=True, snaps=False)


def small(text: str, area: Area = UPRIGHT, room: Room | None = None) -> Iterator[Strip]:
    """A note under a table."""
    room = room or ROOMY
    em = room.note_pt * MM_PER_PT
    rows = broken(pieces(clean(text), SONG), area.width / em, SONG)
    lines = tuple(
        Line(
            area.left,
            room.note_air + room.note_pitch * (number + 0.5) + MIDDLE * em,
            room.note_pt,
            row,
            SONG,
        )
        for number, row in enumerate(rows)
    )
    yield Strip(room.note_air + room.note_pitch * len(rows), lines, snaps=False)


def widths_of(block: Table, area: Area) -> list[float]:
    """Its columns stretched to those of the page, in mm."""
    scale = area.width / sum(column.width for column in block.columns)
    return [column.width * scale for column in block.columns]


def heads_of(block: Table, widths: Sequence[float]) -> list[list[str]]:
    """The head of each column in lines."""
    pad = room_of(block).pad
    return [
        _head_lines(column.label, (wide - 2 * pad) / (block.pt * MM_PER_PT))
        for column, wide in zip(block.columns, widths, strict=True)
    ]


def room_of(block: Table) -> Room:
    """The measures of its rows, by the size of its letters."""
    like = DENSE if block.is_dense else ROOMY
    size = block.pt / TABLE_PT
    return like._replace(pitch=like.pitch * size, air=like.air * size, least=like.least * size)


def _head_lines(label: str, room: float) -> list[str]:
    """A head; one that is wider than its column in lines about as long as each other (in em)."""
    lines = _broken(label, room, HEI)
    if "\n" in label or len(lines) == 1:
        return lines
    near = width(label, HEI) / len(lines)
    while near < room:
        found = _broken(label, near, HEI)
        if len(found) == len(lines):
            return found
        near += NEARER
    return lines


def _row(texts: Sequence[str], look: _Look, *, keeps: bool, head: Strip | None) -> Iterator[Strip]:
    """A strip; of a row that is higher than a page as many as it takes."""
    cells = [
        _broken(text, (wide - 2 * look.room.pad) / look.em, SONG)
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
    em, pitch, pad = look.em, look.room.pitch, look.room.pad
    high = max(look.room.least, max(map(len, cells)) * pitch + look.room.air)
    lines, rules, x = [], [], look.left
    for cell, wide, align in zip(cells, look.widths, look.aligns, strict=True):
        rules.append(Rule(x, 0, wide, high, stroke=STROKE))
        y = (high - pitch * len(cell)) / 2 + pitch / 2 + MIDDLE * em
        for text in cell:
            spare = wide - 2 * pad - width(text, face) * em
            at = x + pad + (spare / 2 if align == "center" else 0)
            lines.append(Line(at, y, look.pt, text, face))
            y += pitch
        x += wide
    return Strip(high, tuple(lines), tuple(rules), keeps=keeps, snaps=False, head=head)
