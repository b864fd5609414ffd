"""Cells of an exact grid, and their text as lines at their places. The grid never grows."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.paper.drawing import Line
from core.paper.faces import SONG, Face
from core.paper.measures import MM_PER_PT, width

LEGIBLE = 7.0  # pt, under which a cell is reported
HIGH = 6.0  # mm, from the top to the first line of a cell that is filled from above
# From the baseline up to the middle of an ideograph, in em.
MIDDLE = 0.38


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A rectangle in mm and the text in it, paragraphs by line ends.

    Sizes go from `most` down to 4 pt by 0.5. `leads` are line pitches as multiples of the size,
    the widest that fits. With `hang` (em), what stands before a tab hangs left of its paragraph.
    """

    x: float
    y: float
    w: float
    h: float
    text: str = ""
    field: str = ""  # by which a text that became too small is reported; none for labels
    most: float = 14
    leads: tuple[float, ...] = (1.15,)
    align: str = "center"  # left, right
    valign: str = "middle"  # high: from above, yet in the middle when there is more room than text
    pad: float = 0.8  # mm left and right
    face: Face = SONG
    hang: float = 0
    framed: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One line as it is broken: what hangs before it, and itself."""

    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """A cell's text at the size that fits it."""

    cell: Cell
    pt: float
    lead: float
    rows: tuple[Row, ...]
    is_cut: bool = False

    @property
    def is_tight(self) -> bool:
        """Whether a reader would need a glass."""
        return self.is_cut or self.pt < LEGIBLE

    @property
    def pitch(self) -> float:
        """From line to line in mm."""
        return self.pt * self.lead * MM_PER_PT

    def lines(self) -> Iterator[Line]:
        """Each line at its place."""
        cell, em = self.cell, self.pt * MM_PER_PT
        indent = cell.hang * em
        y = cell.y + self._top() + self.pitch / 2 + MIDDLE * em
        for row in self.rows:
            if row.head:
                yield Line(cell.x + cell.pad, y, self.pt, row.head, cell.face)
            if row.text:
                spare = cell.w - 2 * cell.pad - indent - width(row.text, cell.face) * em
                share = {"left": 0, "center": 0.5, "right": 1}[cell.align]
                x = cell.x + cell.pad + indent + spare * share
                yield Line(x, y, self.pt, row.text, cell.face)
            y += self.pitch

    def _top(self) -> float:
        spare = self.cell.h - self.pitch * len(self.rows)
        tops = {"top": min(1.2, spare), "high": min(spare / 2, HIGH), "bottom": spare - 1.5}
        return max(tops.get(self.cell.valign, spare / 2), 0)
