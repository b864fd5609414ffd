"""The summary as PDF: A4 lying, the header on every page, a person never broken across two."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, groupby

from assessments.holding.sheet.content import Block, Column, Summary
from core.paper.cells import Cell
from core.paper.drawing import Drawing, Line
from core.paper.faces import FANG, HEI, SONG, TITLE, Face
from core.paper.fitting import fit
from core.paper.measures import MM_PER_PT, clean, shortened, width
from core.paper.rendering import Page, pdf
from core.paper.rules import Rule

PAGE = (297.0, 210.0)  # mm
LEFT, TOP, RIGHT, BOTTOM = 18.0, 20.0, 279.0, 192.0
TITLE_PT, BAR_PT, HEAD_PT, TEXT_PT, NOTE_PT = 20.0, 11.0, 9.5, 9.5, 9.0
FIRST_TOP = TOP + 22  # of the grid, under title and bar
HEAD_ROW, ROW, LEAST_BLOCK = 7.0, 7.0, 11.0
NOTE_PITCH = 5.2
GREY, FRAME = 0.945, 0.35
MIDDLE = 0.38  # em, from the baseline of a line up to its middle
CONFIDENTIAL = "内部资料　注意保存"


def summary_pdf(summary: Summary) -> bytes:
    """Raises FacesMissing."""
    pages = _paginated(summary)
    drawn = [_drawn(summary, some, number, len(pages)) for number, some in enumerate(pages, 1)]
    return pdf(drawn, title=summary.title)


def _paginated(summary: Summary) -> list[list[Block]]:
    """Blocks that fit on each page; the notes take room on the last, or a page of their own."""
    pages: list[list[Block]] = [[]]
    y = FIRST_TOP + 2 * HEAD_ROW
    for block in summary.blocks:
        if y + _height(block) > BOTTOM and pages[-1]:
            pages.append([])
            y = TOP + 2 * HEAD_ROW
        pages[-1].append(block)
        y += _height(block)
    if y + _notes_height(summary) > BOTTOM:
        pages.append([])
    return pages


def _height(block: Block) -> float:
    return max(len(block.rows) * ROW, LEAST_BLOCK)


def _notes_height(summary: Summary) -> float:
    return 4 + (len(summary.notes) + 3) * NOTE_PITCH


def _drawn(summary: Summary, some: list[Block], number: int, pages: int) -> Page:
    columns = (*summary.once, *summary.columns)
    edges = _edges(columns)
    top = y = FIRST_TOP if number == 1 else TOP
    cells: list[Cell] = []
    rules: list[Rule] = []
    if some:
        cells += _header(columns, edges, top)
        rules.append(Rule(LEFT, top, RIGHT - LEFT, 2 * HEAD_ROW, grey=GREY))
        y += 2 * HEAD_ROW
    for block in some:
        cells += _cells(block, len(summary.once), edges, y)
        y += _height(block)
    rules += [Rule(cell.x, cell.y, cell.w, cell.h) for cell in cells]
    if some:
        rules.append(Rule(LEFT, top, RIGHT - LEFT, y - top, stroke=FRAME))
    lines = [line for cell in cells if cell.text for line in fit(cell).lines()]
    lines += _around(summary, number, pages)
    if number == pages:
        lines += _notes(summary, y)
    return Page(Drawing(*PAGE, tuple(lines), tuple(rules)))


def _edges(columns: tuple[Column, ...]) -> list[float]:
    """Where columns begin, widened or narrowed together until they fill the page."""
    scale = (RIGHT - LEFT) / sum(column.mm for column in columns)
    return list(accumulate((column.mm * scale for column in columns), initial=LEFT))


def _header(columns: tuple[Column, ...], edges: list[float], y: float) -> Iterator[Cell]:
    """Two rows; a column without a head above it has both of them."""
    place = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        some = list(members)
        left, right = edges[place], edges[place + len(some)]
        if group:
            yield _head(left, y, right - left, HEAD_ROW, group)
        for column in some:
            start, end = edges[place], edges[place + 1]
            top, high = (y + HEAD_ROW, HEAD_ROW) if group else (y, 2 * HEAD_ROW)
            yield _head(start, top, end - start, high, column.label)
            place += 1


def _head(x: float, y: float, w: float, h: float, text: str) -> Cell:
    return Cell(x=x, y=y, w=w, h=h, text=text, most=HEAD_PT, face=HEI, pad=0.4, leads=(1.3, 1.1))


def _cells(block: Block, once: int, edges: list[float], y: float) -> Iterator[Cell]:
    """What stands once is as high as the block; its rows share that height."""
    high = _height(block)
    for place, text in enumerate(block.once):
        is_left = place == once - 1
        yield _cell(edges[place], y, edges[place + 1], high, text, "left" if is_left else "center")
    each = high / len(block.rows)
    for number, row in enumerate(block.rows):
        top = y + number * each
        first, *others = row
        yield _cell(edges[once], top, edges[once + 1], each, first)
        if len(others) == 1:
            yield _cell(edges[once + 1], top, edges[-1], each, others[0])
            continue
        for place, text in enumerate(others, start=once + 1):
            yield _cell(edges[place], top, edges[place + 1], each, text)


def _cell(x: float, y: float, right: float, h: float, text: str, align: str = "center") -> Cell:
    style = {"most": TEXT_PT, "pad": 0.8, "leads": (1.25, 1.1), "face": SONG}
    return Cell(x=x, y=y, w=right - x, h=h, text=text, align=align, **style)  # type: ignore[arg-type]


def _around(summary: Summary, number: int, pages: int) -> list[Line]:
    """Title and bar of the first page, and the marks of each."""
    lines = [
        _line(CONFIDENTIAL, TOP - 6, NOTE_PT, 1, HEI),
        _line(f"第 {number} 页　共 {pages} 页", BOTTOM + 7, NOTE_PT, 0.5),
    ]
    if number == 1:
        lines += [
            _line(summary.title, TOP + 6, TITLE_PT, 0.5, TITLE),
            _line(summary.left, TOP + 17, BAR_PT, 0, FANG),
            _line(summary.right, TOP + 17, BAR_PT, 1, FANG),
        ]
    else:
        lines.append(_line(summary.title, TOP - 6, NOTE_PT, 0))
    return lines


def _notes(summary: Summary, y: float) -> Iterator[Line]:
    y += 4 + NOTE_PITCH / 2
    for note in summary.notes:
        yield _line(note, y, NOTE_PT, 0, room=1)
        y += NOTE_PITCH
    yield _line(summary.signed, y + 1.5 * NOTE_PITCH, BAR_PT, 0, FANG, room=1)


def _line(
    text: str, middle: float, pt: float, share: float, face: Face = SONG, *, room: float = 0.75
) -> Line:
    em = pt * MM_PER_PT
    told = shortened(clean(text).replace("\n", " "), (RIGHT - LEFT) * room / em, face)
    spare = RIGHT - LEFT - width(told, face) * em
    return Line(LEFT + spare * share, middle + MIDDLE * em, pt, told, face)
