"""Official documents as Word: one file for one document or for many, a section each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm
from lxml.etree import tostring

from core.paper.charts import png, text_of
from core.paper.measures import clean
from core.paper.official.description import Figure, Official
from core.paper.official.docx_body import stretches_of
from core.paper.official.docx_heads import (
    first_foot,
    letter_head,
    number_foot,
    turned_foot,
)
from core.paper.official.figures import drawn_height
from core.paper.official.grid import LETTER_MARK_TOP, LETTER_RULE_BOTTOM, PAGE, UPRIGHT, Area
from core.paper.word_runs import Style, paragraph

# Half a millimetre less than the standard has: else 22 lines of 580 twips would not fit.
BOTTOM_MARGIN = 34.5
SPARE = 0.5
COMPATIBLE = "15"  # Word 2013 and later
END = Style(pt=1, pitch=0.4)


def official_docx(documents: Sequence[Official], *, title: str, on: date) -> bytes:
    """One file; `on` is the day that it says it was made. Raises ValueError for no document."""
    if not documents:
        raise ValueError("没有要生成的公文。")
    word = Document()
    _set_up(word, title, on)
    kind = None  # the first section is there already
    for one in documents:
        for stretch in stretches_of(one, partial(_drawing, word)):
            if kind is not None:
                _break_section(word, kind)
            _lay_out(word.sections[-1], one, stretch.area, is_first=kind != WD_SECTION.NEW_PAGE)
            _append(word.element.body, stretch.xml)
            kind = WD_SECTION.NEW_PAGE
        kind = WD_SECTION.ODD_PAGE
    written = BytesIO()
    word.save(written)
    return written.getvalue()


def _set_up(word: WordDocument, title: str, on: date) -> None:
    word.settings.odd_and_even_pages_header_footer = True
    # Today's rules of Word: by those of its template a table stands out by the margin of its cells.
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), COMPATIBLE)
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    told = word.core_properties
    told.title = clean(title)[:255].strip()
    told.author = told.comments = told.last_modified_by = ""
    told.created = told.modified = datetime(on.year, on.month, on.day)  # noqa: DTZ001


def _drawing(word: WordDocument, figure: Figure, area: Area) -> str:
    """The picture of a chart put into the file, as a run."""
    high = drawn_height(figure)
    picture = BytesIO(png(text_of(figure.chart), area.width, high))
    inline = word.part.new_pic_inline(picture, Mm(area.width), Mm(high))
    inline.docPr.set("descr", clean(figure.caption))
    return f"<w:r><w:drawing>{tostring(inline, encoding='unicode')}</w:drawing></w:r>"


def _break_section(word: WordDocument, kind: WD_SECTION) -> None:
    """The next document begins on the front of a sheet; the paragraph that ends this takes none."""
    word.add_section(kind)
    last = word.element.body.findall(qn("w:p"))[-1]
    small = parse_xml(f"<w:body {nsdecls('w')}>{paragraph('', END)}</w:body>")[0]
    kept = last.find(qn("w:pPr")).find(qn("w:sectPr"))
    properties = small.find(qn("w:pPr"))
    properties.append(kept)
    last.getparent().replace(last, small)


def _lay_out(section: Section, one: Official, area: Area, *, is_first: bool) -> None:
    """The margins of a section, its page numbers; only that a letter begins with has its head."""
    is_upright = area == UPRIGHT
    begins_letter = one.is_letter and is_first
    below = BOTTOM_MARGIN if is_upright else area.page[1] - area.top - area.height - SPARE
    section.orientation = WD_ORIENT.PORTRAIT if is_upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(side) for side in area.page)
    section.top_margin, section.bottom_margin = Mm(area.top), Mm(below)
    section.left_margin = Mm(area.left)
    section.right_margin = Mm(area.page[0] - area.left - area.width)
    section.header_distance = Mm(min(LETTER_MARK_TOP, area.top - 1))
    section.footer_distance = Mm(PAGE[1] - LETTER_RULE_BOTTOM)
    section.different_first_page_header_footer = begins_letter
    properties = section._sectPr
    # No grid of Word's own: it would put table text and small print upon it too.
    for name in ("w:docGrid", "w:pgNumType"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    if is_first:
        start = f'<w:pgNumType {nsdecls("w")} w:start="1"/>'
        margin = properties.find(qn("w:pgMar"))
        margin.addnext(parse_xml(start))
    number = number_foot if is_upright else turned_foot
    _fill(section.footer, number(is_odd=True))
    _fill(section.even_page_footer, number(is_odd=False))
    _fill(section.header, paragraph("", END))
    _fill(section.even_page_header, paragraph("", END))
    if begins_letter:
        _fill(section.first_page_header, letter_head(one))
        _fill(section.first_page_footer, first_foot())


def _fill(part, xml: str) -> None:
    """The paragraphs of a header or footer, instead of those that it has."""
    part.is_linked_to_previous = False
    element = part._element
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")):
        element.append(child)


def _append(body, xml: str) -> None:
    root = parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")
    for part in list(root):
        body.insert(len(body) - 1, part)  # in front of the section's properties
