"""任免审批表 as a Word file, on the same grid and at the same sizes as the PDF."""

from datetime import date, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import serialize_for_reading
from docx.shared import Mm

from cadres.formats.approval_form import ApprovalForm, Edition
from cadres.papers.approval_front import PHOTO_RATIO
from cadres.papers.approval_pdf import approval_sheets
from cadres.papers.approval_sheet import (
    BELOW,
    LEFT,
    PAGE,
    TITLE_PT,
    TITLE_SPACING,
    TOP,
    Sheet,
)
from cadres.papers.wording import plain
from core.paper.cells import Cell
from core.paper.faces import TITLE
from core.paper.measures import clean
from core.paper.photos import portrait
from core.paper.word_runs import Style, paragraph
from core.paper.word_table import WordTable
from core.paper.word_text import text_of

MARGINS = {"top": TOP, "bottom": 12.0, "left": LEFT, "right": 20.0}
TITLE_BEFORE, TITLE_PITCH = 6.0, 12.0  # mm
BELOW_BEFORE, BELOW_PITCH = 1.0, 6.0
LAST = Style(pt=1, pitch=0.4)


def approval_docx(form: ApprovalForm, *, edition: Edition, on: date) -> bytes:
    """One person's form as .docx; `on` as for the PDF. Raises FacesMissing."""
    document = Document()
    _set_up(document, form, on)
    body = document.element.body
    for number, sheet in enumerate(approval_sheets(form, edition, on)):
        photo = _photo(document, sheet, form)
        parts = [
            _heading(sheet, starts_page=number > 0),
            WordTable(sheet.cells, lambda cell, s=sheet, p=photo: _content(cell, s, p)).xml(),
            _below(sheet),
        ]
        root = parse_xml(f"<w:body {nsdecls('w', 'wp', 'a', 'pic', 'r')}>{''.join(parts)}</w:body>")
        for part in list(root):
            body.insert(len(body) - 1, part)  # in front of the section's properties
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _set_up(document: WordDocument, form: ApprovalForm, on: date) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in PAGE)
    for side, margin in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(margin))
    section.header_distance = section.footer_distance = Mm(5)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    told = document.core_properties
    told.title = clean(f"干部任免审批表 {plain(form.name)}")[:255].strip()
    told.author = told.comments = told.last_modified_by = ""
    told.created = told.modified = datetime(on.year, on.month, on.day)  # noqa: DTZ001


def _heading(sheet: Sheet, *, starts_page: bool) -> str:
    """What brings the grid down to where it is: the title, or the space above."""
    down = sheet.frame[1] - TOP
    if not sheet.title:
        return paragraph("", Style(pt=1, pitch=down, starts_page=starts_page))
    note = down - TITLE_BEFORE - TITLE_PITCH
    title = Style(
        pt=TITLE_PT,
        pitch=TITLE_PITCH,
        face=TITLE,
        align="center",
        before=TITLE_BEFORE,
        after=0 if sheet.above else note,
        spacing=TITLE_PT * TITLE_SPACING,
        starts_page=starts_page,
    )
    above = Style(pt=BELOW, pitch=6, before=note - 6)
    return paragraph(sheet.title, title) + (paragraph(sheet.above, above) if sheet.above else "")


def _content(cell: Cell, sheet: Sheet, photo: str) -> str:
    return photo if sheet.photo and _holds(cell, *sheet.photo) else text_of(cell)


def _holds(cell: Cell, x: float, y: float, w: float, h: float) -> bool:
    inside = cell.x < x and x + w < cell.x + cell.w
    return inside and cell.y < y and y + h < cell.y + cell.h


def _photo(document: WordDocument, sheet: Sheet, form: ApprovalForm) -> str:
    """A paragraph with the picture in it, or "" where there is none."""
    content = portrait(form.photo, PHOTO_RATIO) if sheet.photo else None
    if not content or not sheet.photo:
        return ""
    _, _, wide, high = sheet.photo
    inline = document.part.new_pic_inline(BytesIO(content), Mm(wide), Mm(high))
    for side in "TBLR":  # what is not said is an eighth of an inch
        inline.set(f"dist{side}", "0")
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/></w:pPr>'
        f"<w:r><w:drawing>{serialize_for_reading(inline)}</w:drawing></w:r></w:p>"
    )


def _below(sheet: Sheet) -> str:
    """The notes under the grid, the last at its right end."""
    if not sheet.below:
        return paragraph("", LAST)
    style = Style(
        pt=BELOW, pitch=BELOW_PITCH, before=BELOW_BEFORE, right_tab=sheet.frame[2] - 2, hang=0
    )
    left, *middle, right = sheet.below
    return paragraph(f"{left}{'　' * 6 if middle else ''}{''.join(middle)}\t{right}", style)
