"""版头, page numbers and red lines of a Word file."""

from __future__ import annotations

from core.paper.faces import FANG, KAI, SONG, TITLE
from core.paper.measures import MM_PER_PT
from core.paper.official.description import Official
from core.paper.official.grid import (
    BODY,
    BOTTOM,
    HEAD_LINES,
    LEFT,
    LETTER_HEAD_LINES,
    LETTER_MARK_HEIGHT,
    LETTER_MARK_PT,
    LETTER_MARK_TOP,
    LETTER_RULE_BOTTOM,
    LETTER_RULE_LEFT,
    LETTER_RULE_TOP,
    LETTER_RULE_WIDTH,
    MARK_HEIGHT,
    MARK_PT,
    MARK_TOP,
    NUMBER_TOP,
    NUMBER_UNDER,
    PAGE,
    PITCH,
    RIGHT,
    RULE,
    RULE_TOP,
    SMALL,
    THICK,
    THIN,
    TOP,
    WIDTH,
)
from core.paper.official.heads import LETTER_NUMBER_UNDER, ONE, SIGNER, mark_stretch
from core.paper.word_runs import Style, paragraph, paragraph_of, twips

SMALL_EM = SMALL * MM_PER_PT
BETWEEN = 0.6  # mm, the height of a paragraph that only carries a line
INSET = {
    "left": LETTER_RULE_LEFT - LEFT,
    "right": RIGHT - LETTER_RULE_LEFT - LETTER_RULE_WIDTH,
}


def gap(high: float, **more) -> str:
    """Nothing, so many mm high."""
    return paragraph("", Style(pt=2, pitch=high, keeps=True, **more))


def document_head(one: Official) -> str:
    """The 标志, the number (and who signs), the red line, two lines of nothing."""
    number_style = Style(
        pt=BODY,
        pitch=PITCH,
        face=FANG,
        align="left" if one.signer else "center",
        left=ONE if one.signer else 0,
        right_tab=WIDTH - ONE,
        keeps=True,
    )
    if one.signer:
        runs = [(FANG, f"{one.number}\t{SIGNER}"), (KAI, one.signer)]
    else:
        runs = [(FANG, one.number)]
    return (
        gap(MARK_TOP)
        + _mark(one.mark, MARK_PT, MARK_HEIGHT)
        + gap(NUMBER_TOP - MARK_TOP - MARK_HEIGHT)
        + paragraph_of(runs, number_style)
        + gap(RULE_TOP - NUMBER_TOP - PITCH, under=RULE)
        + gap(HEAD_LINES * PITCH - RULE_TOP - RULE)
    )


def letter_head(one: Official) -> str:
    """In the header of the first page: the 标志 and the double line under it."""
    return (
        _mark(one.mark, LETTER_MARK_PT, LETTER_MARK_HEIGHT)
        + gap(LETTER_RULE_TOP - LETTER_MARK_TOP - LETTER_MARK_HEIGHT, under=THICK, **INSET)
        + gap(BETWEEN, under=THIN, **INSET)
    )


def under_letter_head(one: Official) -> str:
    """The number at the right, and what is left down to the title."""
    top = LETTER_RULE_TOP + THICK + BETWEEN + THIN
    middle = top + LETTER_NUMBER_UNDER + ONE / 2
    number = Style(pt=BODY, pitch=PITCH, face=FANG, align="right", keeps=True)
    below = TOP + LETTER_HEAD_LINES * PITCH - middle - PITCH / 2
    return gap(middle - PITCH / 2 - top) + paragraph(one.number, number) + gap(below)


def number_foot(*, is_odd: bool) -> str:
    """— 1 — at the outer side."""
    under = LETTER_RULE_BOTTOM - BOTTOM - NUMBER_UNDER - SMALL_EM / 2
    return _number(is_odd=is_odd) + gap(under)


def turned_foot(*, is_odd: bool) -> str:
    """The same on a sheet that is turned: in a cell at its left edge, read downwards."""
    high, wide = RIGHT - LEFT, 2 * SMALL_EM
    x = PAGE[1] - BOTTOM - NUMBER_UNDER - wide / 2
    cell = (
        f'<w:tcW w:w="{twips(wide)}" w:type="dxa"/><w:textDirection w:val="tbRl"/>'
        '<w:vAlign w:val="center"/>'
    )
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="page" w:horzAnchor="page" '
        f'w:tblpX="{twips(x)}" w:tblpY="{twips(LEFT)}"/><w:tblOverlap w:val="never"/>'
        f'<w:tblW w:w="{twips(wide)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{twips(wide)}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{twips(high)}" w:hRule="exact"/></w:trPr>'
        f"<w:tc><w:tcPr>{cell}</w:tcPr>{_number(is_odd=is_odd)}</w:tc></w:tr></w:tbl>"
    ) + gap(BETWEEN)


def _number(*, is_odd: bool) -> str:
    style = Style(
        pt=SMALL,
        pitch=SMALL_EM,
        face=SONG,
        align="right" if is_odd else "left",
        left=0 if is_odd else SMALL_EM,
        right=SMALL_EM if is_odd else 0,
    )
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{number}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    whole = paragraph_of([(SONG, "— "), (SONG, "1"), (SONG, " —")], style)
    first, number, last = (f"<w:r>{part}" for part in whole.split("<w:r>")[1:])
    look = number.split("<w:rPr>")[1].split("</w:rPr>")[0]
    dressed = field.replace("<w:r>", f"<w:r><w:rPr>{look}</w:rPr>").format(number=number)
    opening = whole.split("<w:r>", maxsplit=1)[0]
    return f"{opening}{first}{dressed}{last}"


def first_foot() -> str:
    """The double line at the foot of the first page of a letter; no number."""
    return gap(BETWEEN, under=THIN, **INSET) + gap(BETWEEN, under=THICK, **INSET)


def _mark(text: str, pt: float, high: float) -> str:
    style = Style(
        pt=pt,
        pitch=high,
        face=TITLE,
        align="center",
        stretch=mark_stretch(text, pt),
        red=True,
        keeps=True,
    )
    return paragraph(text, style)
