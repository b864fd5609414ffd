"""The body of an official document as paragraphs, tables and pictures of Word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from core.paper.faces import FANG, HEI, SONG, TITLE
from core.paper.official.composing import extent
from core.paper.official.description import (
    Attachment,
    Block,
    Figure,
    Official,
    Table,
    day_words,
)
from core.paper.official.docx_heads import document_head, gap, under_letter_head
from core.paper.official.docx_tables import above, foot, table
from core.paper.official.feet import foot_height
from core.paper.official.figures import AIR, CAPTION
from core.paper.official.grid import (
    BODY,
    CAPTION_PT,
    CELL,
    INDENT,
    PITCH,
    TITLE_PT,
    UPRIGHT,
    WIDTH,
    Area,
)
from core.paper.official.pdf import sheets_of
from core.paper.official.strips import (
    NEAR,
    SEAL_LINES,
    SEALED,
    TITLE_PITCH,
    area_of,
    runs_of,
)
from core.paper.official.tables import ABOVE, ROOMY, Room, room_of
from core.paper.word_runs import Style, paragraph, paragraph_of

# A line as high as the picture in it, in the middle, with its caption.
PICTURE = '<w:keepNext/><w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/>'
CLOSER = -0.25  # pt between letters: 28 of 16 pt in 156 mm
PLAIN = {"pt": BODY, "pitch": PITCH, "face": FANG, "spacing": CLOSER}
END = Style(pt=1, pitch=0.4)
Drawing = Callable[[Figure, Area], str]  # `w:drawing` of a chart whose picture is in the file


class Stretch(NamedTuple):
    """What stands on pages of one shape: a section."""

    xml: str
    area: Area


def stretches_of(one: Official, drawing: Drawing) -> Iterator[Stretch]:
    """From the head to 版记."""
    area = UPRIGHT
    parts = _main(one, drawing)
    for number, attachment in enumerate(one.attached, start=1):
        its = area_of(attachment)
        if its != area:
            yield Stretch("".join(parts), area)
            parts, area = [], its
        parts += _attachment(one, number, attachment, drawing, starts_page=bool(parts))
    if foot_height(one):
        if area != UPRIGHT:
            yield Stretch("".join(parts), area)
            parts, area = [], UPRIGHT
        _, own = sheets_of(one)
        parts += [gap(1, starts_page=True)] * (own if parts else own - 1)
        parts.append(foot(one))
    yield Stretch("".join(parts) + paragraph("", END), area)


def _main(one: Official, drawing: Drawing) -> list[str]:
    """From the head to the signature."""
    parts = [_head(one), _title(one.title)]
    if one.to:
        parts.append(paragraph(one.to + "：", Style(**PLAIN, keeps=True)))
    last = len(one.blocks) - 1  # the signature never stands on a page without text
    for number, block in enumerate(one.blocks):
        parts.append(_block(block, drawing, keeps=number == last))
    parts += _attached(one)
    return parts if one.is_record else parts + _signature(one)


def _head(one: Official) -> str:
    if one.is_record:
        return ""
    return under_letter_head(one) if one.is_letter else document_head(one)


def _title(text: str, *, is_close: bool = False) -> str:
    lines = text.split("\n")
    style = {"pitch": TITLE_PITCH, "face": TITLE, "align": "center", "keeps": True}
    told = "".join(paragraph(line, Style(pt=_title_pt(line), **style)) for line in lines)
    if is_close:
        return told
    rest = -(TITLE_PITCH * len(lines)) % PITCH
    return told + gap(PITCH + (rest if rest > 0.1 else 0))


def _title_pt(line: str) -> float:
    return TITLE_PT * min(1, WIDTH / extent(line, TITLE, TITLE_PT)) if line else TITLE_PT


def _block(
    block: Block,
    drawing: Drawing,
    area: Area = UPRIGHT,
    *,
    keeps: bool = False,
    is_close: bool = False,
) -> str:
    if isinstance(block, Table):
        room = room_of(block)
        first = _caption(block.caption, room.caption, pt=room.caption_pt, keeps=bool(block.rows))
        if not block.rows:
            return first
        if not (block.caption or is_close):
            first = gap(ABOVE)
        return first + table(block, area) + (_small(block.note, room) if block.note else "")
    if isinstance(block, Figure):
        picture = gap(AIR) + f"<w:p><w:pPr>{PICTURE}</w:pPr>{drawing(block, area)}</w:p>"
        return picture + _caption(block.caption, CAPTION, keeps=keeps)
    keeps = keeps or (0 < block.level <= 2 and not block.lead)
    style = Style(**PLAIN, align="both", indent=INDENT * CELL, keeps=keeps)
    return paragraph_of(runs_of(block), style)


def _caption(text: str, pitch: float, *, pt: float = CAPTION_PT, keeps: bool = True) -> str:
    """What a table or a chart is called; nothing where it has no name."""
    style = Style(pt=pt, pitch=pitch, face=HEI, align="center", keeps=keeps)
    return paragraph(text, style) if text else ""


def _small(text: str, room: Room = ROOMY) -> str:
    style = Style(pt=room.note_pt, pitch=room.note_pitch, face=SONG)
    return gap(room.note_air) + paragraph(text, style)


def _attached(one: Official) -> list[str]:
    if not one.attached:
        return []
    style = Style(**PLAIN, indent=INDENT * CELL, keeps=True)
    return [gap(PITCH), *(paragraph(words, style) for words in one.attached_lines)]


def _signature(one: Official) -> list[str]:
    day = day_words(one.day)
    wide, signed = extent(day, FANG, BODY), extent(one.signed, FANG, BODY)
    middle = max(SEALED * CELL + wide / 2, NEAR * CELL + signed / 2)  # from the right
    parts = [gap(SEAL_LINES * PITCH)]
    for words, room, keeps in ((one.signed, signed, True), (day, wide, bool(one.note))):
        right = max(middle - room / 2, 0)
        style = Style(pt=BODY, pitch=PITCH, face=FANG, align="right", right=right, keeps=keeps)
        parts.append(paragraph(words, style))
    if one.note:
        parts.append(paragraph(f"（{one.note}）", Style(**PLAIN, indent=INDENT * CELL)))
    return parts


def _attachment(
    one: Official, number: int, attachment: Attachment, drawing: Drawing, *, starts_page: bool
) -> list[str]:
    """A section begins its own page; a table after a table needs something between them."""
    style = {"pt": BODY, "pitch": PITCH, "face": HEI}
    heading = paragraph(one.heading_of(number), Style(**style, starts_page=starts_page, keeps=True))
    area, is_form = area_of(attachment), any(attachment.above)
    if is_form:
        parts = [heading, _title(attachment.title, is_close=True), above(attachment.above, area)]
    else:
        parts = [heading, gap(PITCH), _title(attachment.title)]
    for block in attachment.blocks:
        parts.append(_block(block, drawing, area, is_close=is_form))
    if attachment.note:
        parts.append(_small(attachment.note))
    return parts
