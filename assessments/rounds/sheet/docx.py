"""The registration form as Word, on the same grid and at the same sizes as the PDF."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from assessments.rounds.sheet.content import Form
from assessments.rounds.sheet.leaves import (
    FORM,
    LABEL,
    LEFT,
    PAGE,
    TITLE_HIGH,
    TITLE_PT,
    TITLE_SPACING,
    TOP,
    WIDE,
    YEAR_HIGH,
    Leaf,
    leaves,
)
from core.paper.faces import SONG, TITLE
from core.paper.measures import clean
from core.paper.word_runs import Style, paragraph
from core.paper.word_table import WordTable
from core.paper.word_text import text_of

BOTTOM = 8.0
LAST = Style(pt=1, pitch=0.4)


def sheet_docx(form: Form, *, on: date) -> bytes:
    """`on` is the day that the file says it was made."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = (Mm(mm) for mm in PAGE)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(PAGE[0] - LEFT - WIDE)
    section.header_distance = section.footer_distance = Mm(4)
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    told = word.core_properties
    told.title = clean(f"{form.year}年度{FORM} {form.plain_name}")[:255].strip()
    told.author = told.comments = told.last_modified_by = ""
    told.created = told.modified = datetime(on.year, on.month, on.day)  # noqa: DTZ001
    body = word.element.body
    for number, leaf in enumerate(leaves(form)):
        xml = _head(leaf, is_first=not number)
        xml += WordTable(leaf.cells, text_of).xml() + _foot(leaf)
        for part in list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")):
            body.insert(len(body) - 1, part)  # in front of the section's properties
    written = BytesIO()
    word.save(written)
    return written.getvalue()


def _head(leaf: Leaf, *, is_first: bool) -> str:
    title = Style(
        pt=TITLE_PT,
        pitch=TITLE_HIGH,
        face=TITLE,
        align="center",
        spacing=TITLE_SPACING * TITLE_PT,
        starts_page=not is_first,
    )
    year = Style(pt=LABEL, pitch=YEAR_HIGH, face=SONG, align="center")
    return paragraph(leaf.title, title) + paragraph(leaf.under, year)


def _foot(leaf: Leaf) -> str:
    if not leaf.note:
        return paragraph("", LAST)
    return paragraph(leaf.note, Style(pt=10.5, pitch=5.2, before=2))
