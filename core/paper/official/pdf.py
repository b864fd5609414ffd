"""Official documents as PDF, one after another, each beginning on the front of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from core.paper.drawing import Drawing
from core.paper.official.description import Official
from core.paper.official.feet import foot, foot_height, page_number, turned_number
from core.paper.official.grid import HEIGHT, PAGE, UPRIGHT
from core.paper.official.heads import head, red_lines_of_letter
from core.paper.official.pages import Sheet, paginate
from core.paper.official.strips import area_of, attachment, main
from core.paper.rendering import Page, pdf

BLANK = Page(Drawing(*PAGE, (), ()))


def official_pdf(documents: Sequence[Official], *, title: str) -> bytes:
    """Raises FacesMissing, and ValueError for no document at all.

    版记 stands on the back of the last sheet (an even page), on a page of its own if need be.
    """
    if not documents:
        raise ValueError("没有要打印的公文。")
    pages: list[Page] = []
    for document in documents:
        if len(pages) % 2:
            pages.append(BLANK)
        pages += pages_of(document)
    return pdf(pages, title=title)


def pages_of(document: Official) -> list[Page]:
    """The pages of one document."""
    sheets, more = sheets_of(document)
    # Where a blank page stands before that of 版记, neither has a number.
    numbered = len(sheets) if more > 1 else len(sheets) + more
    sheets += [Sheet() for _ in range(more)]
    return [
        _drawn(
            document,
            sheet,
            number,
            is_numbered=number <= numbered,
            is_last=number == len(sheets),
        )
        for number, sheet in enumerate(sheets, start=1)
    ]


def sheets_of(document: Official) -> tuple[list[Sheet], int]:
    """Pages with text, and how many come after them so that 版记 stands where it must."""
    high = foot_height(document)
    sheets = paginate([head(document), *main(document)], under=high)
    for number, one in enumerate(document.attached, start=1):
        sheets += paginate(attachment(document, number, one), area_of(one), under=high)
    last = sheets[-1]
    is_full = bool(high) and (last.area != UPRIGHT or last.used + high > HEIGHT)
    if document.is_letter:
        return sheets, int(is_full)
    if not high:
        return sheets, 0
    return sheets, 1 if len(sheets) % 2 else 2 * is_full


def _drawn(
    document: Official, sheet: Sheet, number: int, *, is_numbered: bool, is_last: bool
) -> Page:
    lines, rules = list(sheet.lines), list(sheet.rules)
    if document.is_letter and number == 1:
        rules += red_lines_of_letter()
    elif is_numbered:
        is_upright = sheet.area == UPRIGHT
        lines.append(page_number(number) if is_upright else turned_number(number))
    if is_last:
        more, across = foot(document)
        lines += more
        rules += across
    drawing = Drawing(*sheet.area.page, tuple(lines), tuple(rules))
    return Page(drawing, tuple(sheet.pictures))
