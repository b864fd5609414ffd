"""任免审批表 as PDF: people one after another in one document, each beginning on a new sheet."""

from collections.abc import Iterator, Sequence
from datetime import date

from cadres.formats.approval_form import ApprovalForm, Edition
from cadres.papers.approval_back import back, extra
from cadres.papers.approval_front import PHOTO_RATIO, front
from cadres.papers.approval_sheet import PAGE, Sheet
from cadres.papers.printed import Printed, Tight
from cadres.papers.wording import plain
from core.paper.drawing import Drawing
from core.paper.fitting import fit
from core.paper.photos import portrait
from core.paper.rendering import Page, Picture, pdf
from core.paper.rules import Rule

FRAME = 0.35  # mm
BLANK = Page(Drawing(*PAGE, (), ()))


def approval_pdf(forms: Sequence[ApprovalForm], *, edition: Edition, on: date) -> Printed:
    """Front and back of each person, and a 附页 for a family of more than seven.

    Printed on both sides, nobody begins on the back of somebody else. `on` is the day of which
    ages are, for a form that has no 计算年龄时间. Raises FacesMissing, and ValueError for nobody.
    """
    if not forms:
        raise ValueError("没有要打印的干部。")
    pages: list[Page] = []
    tight: list[Tight] = []
    for form in forms:
        if len(pages) % 2:
            pages.append(BLANK)
        for sheet in approval_sheets(form, edition, on):
            page, small = _drawn(sheet, form)
            pages.append(page)
            tight += small
    title = "干部任免审批表"
    if len(forms) == 1:
        title += f" {plain(forms[0].name)}"
    return Printed(pdf(pages, title=title), len(pages), tuple(dict.fromkeys(tight)))


def approval_sheets(form: ApprovalForm, edition: Edition, on: date) -> Iterator[Sheet]:
    """The sides of one person's form in order."""
    yield front(form, edition, on)
    yield back(form)
    yield from extra(form)


def _drawn(sheet: Sheet, form: ApprovalForm) -> tuple[Page, list[Tight]]:
    fitted = [fit(cell) for cell in sheet.cells if cell.text]
    lines = [*sheet.outside(), *(line for one in fitted for line in one.lines())]
    rules = [Rule(c.x, c.y, c.w, c.h) for c in sheet.cells if c.framed]
    rules.append(Rule(*sheet.frame, stroke=FRAME))
    small = [
        Tight(plain(form.name), one.cell.field, one.is_cut)
        for one in fitted
        if one.is_tight and one.cell.field
    ]
    drawing = Drawing(*PAGE, tuple(lines), tuple(rules))
    return Page(drawing, _photo(sheet, form)), small


def _photo(sheet: Sheet, form: ApprovalForm) -> tuple[Picture, ...]:
    content = portrait(form.photo, PHOTO_RATIO) if sheet.photo else None
    return (Picture(*sheet.photo, content),) if sheet.photo and content else ()
