"""Cells on a grid become a Word table of fixed columns and exact rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from core.paper.cells import Cell
from core.paper.word_runs import Style, paragraph, twips

LINE, FRAME = 6, 8  # eighths of a point: 0.26 and 0.35 mm
TINY = paragraph("", Style(pt=1, pitch=0.4))  # a cell must have a paragraph
SIDES = ("top", "left", "bottom", "right")
CLOSE = 0.01  # mm

Content = Callable[[Cell], str]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell, and the sides at which it has a line."""

    cell: Cell
    ruled: tuple[str, ...]

    @property
    def sides(self) -> tuple[float, ...]:
        """Where it ends, in the order of SIDES."""
        return _sides(self.cell)


class WordTable:
    """Where the columns and rows of some cells are; `content` gives the paragraphs of a cell."""

    def __init__(self, cells: Sequence[Cell], content: Content) -> None:
        self.content = content
        self.placed = sorted(_placed(cells), key=lambda one: one.cell.x)
        self.columns = _edges(x for one in self.placed for x in (one.sides[1], one.sides[3]))
        self.rows = _edges(y for one in self.placed for y in (one.sides[0], one.sides[2]))
        self.outer = self.rows[0], self.columns[0], self.rows[-1], self.columns[-1]

    def xml(self) -> str:
        """`w:tbl`."""
        grid = "".join(
            f'<w:gridCol w:w="{twips(right) - twips(left)}"/>'
            for left, right in zip(self.columns, self.columns[1:], strict=False)
        )
        rows = zip(self.rows, self.rows[1:], strict=False)
        body = "".join(self._row(top, bottom) for top, bottom in rows)
        margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in SIDES)
        width = twips(self.columns[-1]) - twips(self.columns[0])
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/>'
            '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
        )

    def _row(self, top: float, bottom: float) -> str:
        body = "".join(
            self._cell(one, top, bottom)
            for one in self.placed
            if one.sides[0] < top + CLOSE < one.sides[2]
        )
        height = twips(bottom) - twips(top)
        return f'<w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>{body}</w:tr>'

    def _cell(self, one: _Placed, top: float, bottom: float) -> str:
        cell = one.cell
        above, left, below, right = one.sides
        begins = _is_at(above, top)
        merge = ""
        if not (begins and _is_at(below, bottom)):
            merge = '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
        span = sum(left - CLOSE < edge < right - CLOSE for edge in self.columns)
        pad = twips(cell.pad)
        upright = "top" if cell.valign == "high" else "center"
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(right) - twips(left)}" w:type="dxa"/>'
            f'<w:gridSpan w:val="{span}"/>{merge}'
            f"<w:tcBorders>{self._borders(one)}</w:tcBorders><w:tcMar>"
            f'<w:left w:w="{pad}" w:type="dxa"/><w:right w:w="{pad}" w:type="dxa"/></w:tcMar>'
            f'<w:vAlign w:val="{upright}"/></w:tcPr>'
            f"{(self.content(cell) if begins else '') or TINY}</w:tc>"
        )

    def _borders(self, one: _Placed) -> str:
        """A thicker line around the whole."""
        return "".join(
            f'<w:{side} w:val="{"single" if side in one.ruled else "nil"}" '
            f'w:sz="{FRAME if _is_at(at, end) else LINE}" w:space="0" w:color="000000"/>'
            for side, at, end in zip(SIDES, one.sides, self.outer, strict=True)
        )


def _placed(cells: Sequence[Cell]) -> Iterable[_Placed]:
    """Every cell but the empty frames around others: those take their lines from the frame."""
    frames = {cell: _frame_of(cell, cells) for cell in cells if not cell.framed}
    for cell in cells:
        if cell.framed and cell not in frames.values():
            yield _Placed(cell, SIDES)
        elif not cell.framed:
            ends = zip(SIDES, _sides(cell), _sides(frames[cell]), strict=True)
            yield _Placed(cell, tuple(side for side, at, end in ends if _is_at(at, end)))


def _frame_of(cell: Cell, cells: Sequence[Cell]) -> Cell:
    top, left, bottom, right = _sides(cell)
    return next(
        other
        for other in cells
        if other.framed
        and other.y - CLOSE <= top
        and other.x - CLOSE <= left
        and other.y + other.h + CLOSE >= bottom
        and other.x + other.w + CLOSE >= right
    )


def _sides(cell: Cell) -> tuple[float, float, float, float]:
    return cell.y, cell.x, cell.y + cell.h, cell.x + cell.w


def _is_at(one: float, other: float) -> bool:
    return abs(one - other) < CLOSE


def _edges(sides: Iterable[float]) -> list[float]:
    found: list[float] = []
    for side in sorted(sides):
        if not found or side - found[-1] > CLOSE:
            found.append(side)
    return found
