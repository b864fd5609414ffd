"""优秀年轻干部名册 as PDF: A3 lying, the header on every page, units as headings if wanted."""

from collections.abc import Iterable, Sequence

from cadres.papers.printed import Printed, Tight
from cadres.papers.roster_bands import Band, bands
from cadres.papers.roster_page import (
    BOTTOM,
    FIRST_TOP,
    FRAME,
    HEAD_ROW,
    LEFT,
    PAGE,
    RIGHT,
    TOP,
    Grid,
    PrintedColumn,
    PrintedHead,
    around,
    grid_of,
    header,
)
from core.paper.drawing import Drawing, Line
from core.paper.rendering import Page, pdf
from core.paper.rules import Rule


def roster_pdf(
    head: PrintedHead,
    columns: Sequence[PrintedColumn],
    rows: Iterable[Sequence[str]],
    *,
    units: Iterable[str] | None = None,
) -> Printed:
    """Rows have a text for each column, hidden ones too; `units` is the unit of each row.

    Rows of one unit that follow each other stand under its heading. Raises FacesMissing.
    """
    shown = [place for place, column in enumerate(columns) if not column.is_hidden]
    grid = grid_of([columns[place] for place in shown])
    printed = [tuple(row[place] for place in shown) for row in rows]
    stacked = list(bands(grid, printed, None if units is None else list(units)))
    pages = _paginated(stacked)
    drawn = [
        _drawn(grid, some, around(head, number=number, pages=len(pages), people=len(printed)), top)
        for number, (some, top) in enumerate(zip(pages, _tops(len(pages)), strict=True), start=1)
    ]
    tight = (Tight(band.person, label, is_cut) for band in stacked for label, is_cut in band.tight)
    return Printed(pdf(drawn, title=head.title), len(drawn), tuple(dict.fromkeys(tight)))


def _tops(pages: int) -> list[float]:
    return [FIRST_TOP, *([TOP] * (pages - 1))]


def _paginated(stacked: list[Band]) -> list[list[Band]]:
    """Bands that fit on each page; a heading goes to the page of the row that follows it."""
    pages: list[list[Band]] = [[]]
    y = FIRST_TOP + 2 * HEAD_ROW
    for place, band in enumerate(stacked):
        after = stacked[place + 1].height if band.is_heading else 0
        if y + band.height + after > BOTTOM and pages[-1]:
            pages.append([])
            y = TOP + 2 * HEAD_ROW
        pages[-1].append(band)
        y += band.height
    return pages


def _drawn(grid: Grid, some: list[Band], notes: list[Line], top: float) -> Page:
    lines, rules = header(grid, top)
    lines += notes
    y = block = top + 2 * HEAD_ROW
    for band in some:
        if band.is_heading:
            rules += _columns(grid, block, y)
            block = y + band.height
        rules.append(Rule(LEFT, y, RIGHT - LEFT, band.height))
        lines += (Line(ln.x, ln.y + y, ln.pt, ln.text, ln.face) for ln in band.lines)
        y += band.height
    rules += _columns(grid, block, y)
    rules.append(Rule(LEFT, top, RIGHT - LEFT, y - top, stroke=FRAME))
    return Page(Drawing(*PAGE, tuple(lines), tuple(rules)))


def _columns(grid: Grid, top: float, bottom: float) -> list[Rule]:
    """The lines between columns along a block of rows."""
    if bottom <= top:
        return []
    ends = zip(grid.edges, grid.edges[1:], strict=False)
    return [Rule(left, top, right - left, bottom - top) for left, right in ends]
