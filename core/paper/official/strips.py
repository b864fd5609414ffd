"""The blocks of a document as strips across the 版心, which pages are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.paper.faces import FANG, HEI, KAI, TITLE, Face
from core.paper.official.composing import Run, compose, extent, one, set_line
from core.paper.official.description import (
    Attachment,
    Block,
    Figure,
    Official,
    Table,
    Text,
    day_words,
)
from core.paper.official.figures import figure
from core.paper.official.grid import (
    ACROSS,
    BODY,
    CELL,
    INDENT,
    LEFT,
    PITCH,
    RIGHT,
    TITLE_PT,
    UPRIGHT,
    WIDTH,
    Area,
)
from core.paper.official.strip import Strip
from core.paper.official.tables import above, small, table

FACE_OF_LEVEL: dict[int, Face] = {1: HEI, 2: KAI}
TITLE_PITCH = PITCH * 4 / 3  # three lines of a title are four of the grid
SEAL_LINES = 2  # left for the seal above the signature
SEALED = 4  # cells between the day and the right edge
NEAR = 2  # cells that a long signature keeps from the right edge


def blank(lines: float = 1, *, keeps: bool = False) -> Strip:
    """Empty lines of the grid."""
    return Strip(lines * PITCH, keeps=keeps)


def paragraph(
    runs: list[Run], *, indent: float = INDENT, hang: float = 0, keeps: bool = False
) -> list[Strip]:
    """One strip a line."""
    return [
        Strip(PITCH, tuple(set_line(line, y=PITCH / 2)), keeps=keeps)
        for line in compose(runs, indent=indent, hang=hang)
    ]


def title(text: str, area: Area = UPRIGHT, *, is_close: bool = False) -> Strip:
    """All lines of a title, centred, on as many lines of the grid as they need, and one more.

    A close one has its lines alone.
    """
    parts = text.split("\n")
    lines = []
    for number, part in enumerate(parts):
        wide = extent(part, TITLE, TITLE_PT)
        pt = TITLE_PT * min(1, area.width / wide) if part else TITLE_PT
        left = area.left + (area.width - extent(part, TITLE, pt)) / 2
        y = TITLE_PITCH * (number + 0.5)
        lines.append(one(part, TITLE, pt=pt, y=y, left=left))
    if is_close:
        return Strip(TITLE_PITCH * len(parts), tuple(lines), keeps=True, snaps=False)
    high = -(-(TITLE_PITCH * len(parts)) // PITCH) * PITCH
    return Strip(high + PITCH, tuple(lines), keeps=True)


def of_block(block: Block, area: Area = UPRIGHT, *, is_close: bool = False) -> Iterator[Strip]:
    """A paragraph, a table or a chart; paragraphs are as wide as upright pages hold."""
    if isinstance(block, Table):
        yield from table(block, area, is_close=is_close)
        return
    if isinstance(block, Figure):
        yield figure(block, area)
        return
    yield from paragraph(runs_of(block), keeps=0 < block.level <= 2 and not block.lead)


def runs_of(text: Text) -> list[Run]:
    """Its words, each part in its face."""
    if text.lead:
        return [(KAI, text.lead), (FANG, text.text)]
    return [(FACE_OF_LEVEL.get(text.level, FANG), text.text)]


def main(document: Official) -> Iterator[Strip]:
    """From the title to the signature and the note under it."""
    yield title(document.title)
    if document.to:
        yield from paragraph([(FANG, document.to + "：")], indent=0, keeps=True)
    told = [strip for block in document.blocks for strip in of_block(block)]
    # The signature never stands on a page without text.
    for strip in told[:-2]:
        yield strip
    for strip in told[-2:]:
        yield replace(strip, keeps=True)
    if document.attached:
        yield blank(keeps=True)
        for words in document.attached_lines:
            hang = 5.0 if len(document.attached) == 1 else 6.0
            yield from paragraph([(FANG, words)], hang=hang, keeps=True)
    if not document.is_record:
        yield from _signature(document)


def _signature(document: Official) -> Iterator[Strip]:
    """署名 above the day, centred on it, the day four characters from the right."""
    yield blank(SEAL_LINES, keeps=True)
    day = day_words(document.day)
    wide, signed = extent(day, FANG, BODY), extent(document.signed, FANG, BODY)
    right = RIGHT - SEALED * CELL
    middle = min(right - wide / 2, RIGHT - NEAR * CELL - signed / 2)
    for words, room, keeps in ((document.signed, signed, True), (day, wide, bool(document.note))):
        left = max(middle - room / 2, LEFT)
        pt = BODY * min(1, WIDTH / room) if room else BODY
        yield Strip(PITCH, (one(words, FANG, pt=pt, y=PITCH / 2, left=left),), keeps=keeps)
    if document.note:
        yield from paragraph([(FANG, f"（{document.note}）")])


def attachment(document: Official, number: int, one_of: Attachment) -> Iterator[Strip]:
    """On a page of its own: 附件 in 黑体, its title, its blocks."""
    area = area_of(one_of)
    is_form = any(one_of.above)
    words = one(document.heading_of(number), HEI, pt=BODY, y=PITCH / 2, left=area.left)
    yield Strip(PITCH, (words,), keeps=True, starts_page=True)
    if not is_form:
        yield blank(keeps=True)
    yield title(one_of.title, area, is_close=is_form)
    if is_form:
        yield above(one_of.above, area)
    for block in one_of.blocks:
        yield from of_block(block, area, is_close=is_form)
    if one_of.note:
        yield from small(one_of.note, area)


def area_of(one_of: Attachment) -> Area:
    """The 版心 of its pages."""
    return ACROSS if one_of.is_wide else UPRIGHT
