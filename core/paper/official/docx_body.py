"""The body of an official document as paragraphs and tables of Word."""

from __future__ import annotations

from core.paper.faces import FANG, HEI, SONG, TITLE
from core.paper.official.composing import extent
from core.paper.official.description import Attachment, Block, Official, Table, day_words
from core.paper.official.docx_heads import document_head, gap, under_letter_head
from core.paper.official.docx_tables import foot, table
from core.paper.official.feet import foot_height
from core.paper.official.grid import (
    BODY,
    CELL,
    INDENT,
    PITCH,
    TITLE_PT,
    WIDTH,
)
from core.paper.official.pdf import sheets_of
from core.paper.official.strips import NEAR, SEAL_LINES, SEALED, TITLE_PITCH, runs_of
from core.paper.official.tables import ABOVE, NOTE_PITCH, NOTE_PT
from core.paper.word_runs import Style, paragraph, paragraph_of

CLOSER = -0.25  # pt between letters: 28 of 16 pt in 156 mm
PLAIN = {"pt": BODY, "pitch": PITCH, "face": FANG, "spacing": CLOSER}
END = Style(pt=1, pitch=0.4)


def body_of(one: Official) -> str:
    """From the head to 版记."""
    parts = [_head(one), _title(one.title)]
    if one.to:
        parts.append(paragraph(one.to + "：", Style(**PLAIN, keeps=True)))
    last = len(one.blocks) - 1  # the signature never stands on a page without text
    parts += [_block(block, keeps=number == last) for number, block in enumerate(one.blocks)]
    parts += _attached(one)
    if not one.is_record:
        parts += _signature(one)
    for number, attachment in enumerate(one.attached, start=1):
        parts += _attachment(one, number, attachment)
    if foot_height(one):
        _, own = sheets_of(one)
        parts += [gap(1, starts_page=True)] * own
        parts.append(foot(one))
    return "".join(parts) + paragraph("", END)


def _head(one: Official) -> str:
    if one.is_record:
        return ""
    return under_letter_head(one) if one.is_letter else document_head(one)


def _title(text: str) -> str:
    lines = text.split("\n")
    style = {"pitch": TITLE_PITCH, "face": TITLE, "align": "center", "keeps": True}
    told = "".join(paragraph(line, Style(pt=_title_pt(line), **style)) for line in lines)
    rest = -(TITLE_PITCH * len(lines)) % PITCH
    return told + gap(PITCH + (rest if rest > 0.1 else 0))


def _title_pt(line: str) -> float:
    return TITLE_PT * min(1, WIDTH / extent(line, TITLE, TITLE_PT)) if line else TITLE_PT


def _block(block: Block, *, keeps: bool = False) -> str:
    if isinstance(block, Table):
        return gap(ABOVE) + table(block)
    keeps = keeps or (0 < block.level <= 2 and not block.lead)
    style = Style(**PLAIN, align="both", indent=INDENT * CELL, keeps=keeps)
    return paragraph_of(runs_of(block), style)


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


def _attachment(one: Official, number: int, attachment: Attachment) -> list[str]:
    style = {"pt": BODY, "pitch": PITCH, "face": HEI}
    heading = paragraph(one.heading_of(number), Style(**style, starts_page=True, keeps=True))
    parts = [heading, gap(PITCH), _title(attachment.title)]
    parts += [_block(block) for block in attachment.blocks]
    if attachment.note:
        parts.append(gap(2))
        parts.append(paragraph(attachment.note, Style(pt=NOTE_PT, pitch=NOTE_PITCH, face=SONG)))
    return parts
