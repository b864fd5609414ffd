"""Cells of an exact grid: their text is broken and sized by arithmetic, never by painting it.

A cell tries sizes from large to small and takes the first at which its text fits; text that fits
at none of them is cut at the smallest. The grid itself never grows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from core.paper.drawing import Line
from core.paper.faces import SONG, Face
from core.paper.measures import MM_PER_PT, Piece, broken, clean, pieces, shortened, width

LEAST = 4.0  # pt, under which nothing is printed
LEGIBLE = 7.0  # pt, under which a cell is reported
LONELY = 7  # a seventh of its size a cell gives up, lest one character end alone on a line
CLOSING = "，。、；：）》”"  # a character with such a mark is as lonely
AIR = 1.2  # mm above and below the text together, at least
HIGH = 6.0  # mm, from the top to the first line of a cell that is filled from above
NARROWEST = 0.25  # em, a blank
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


def fit(cell: Cell) -> Fitted:
    """The text of a cell, broken and sized; the largest size at which no character stands alone."""
    room = cell.w - 2 * cell.pad, cell.h - AIR
    paragraphs = _paragraphs(cell.text[: _most_characters(cell, *room)], cell.face)
    good: list[Fitted] = []
    for pt in _sizes(cell.most):
        if good and good[0].pt - cell.most / LONELY > pt:
            break
        found = _at(cell, paragraphs, pt, *room)
        if found is None:
            continue
        if not _lonely(found):
            return found
        good.append(found)
    return good[0] if good else _cut(cell, paragraphs, *room)


def _most_characters(cell: Cell, wide: float, high: float) -> int:
    """More than fit at the smallest size: the rest of an endless text is not even measured."""
    em = LEAST * MM_PER_PT
    return int(wide / em / NARROWEST + 1) * int(high / (em * cell.leads[-1]) + 1)


@lru_cache(16)
def _sizes(most: float) -> tuple[float, ...]:
    steps = int((most - LEAST) * 2)
    return tuple(most - step / 2 for step in range(steps + 1))


Paragraph = tuple[str, list[Piece]]


def _paragraphs(text: str, face: Face) -> list[Paragraph]:
    """What hangs before each, and its pieces."""
    found = []
    for paragraph in _tabbed(text).split("\n"):
        head, tab, body = paragraph.rpartition("\t")
        found.append((clean(head) if tab else "", pieces(clean(body), face)))
    return found


def _tabbed(text: str) -> str:
    """Cleaned, but for the tabs."""
    return "\t".join(clean(part) for part in text.split("\t"))


def _at(
    cell: Cell, paragraphs: list[Paragraph], pt: float, wide: float, high: float
) -> Fitted | None:
    em = pt * MM_PER_PT
    room = wide / em - cell.hang
    least = em * cell.leads[-1]
    most = int((high + 0.01) / least)
    area = sum(max(1, -(-sum(p.width for p in parts) // room)) for _, parts in paragraphs)
    if room < 1 or area > most:
        return None
    rows = _broken(paragraphs, room, cell.face)
    if len(rows) > most or not _within(rows, cell, room):
        return None
    lead = next(lead for lead in cell.leads if len(rows) * em * lead <= high + 0.01)
    return Fitted(cell, pt, lead, tuple(rows))


def _broken(paragraphs: list[Paragraph], room: float, face: Face) -> list[Row]:
    rows = []
    for head, parts in paragraphs:
        first, *others = broken(parts, room, face)
        rows += [Row(head, first), *(Row("", text) for text in others)]
    return rows


def _within(rows: list[Row], cell: Cell, room: float) -> bool:
    """Whether no line is wider than the cell; one character may be."""
    return all(
        width(row.text, cell.face) <= room + 1e-6
        and (not row.head or width(row.head, cell.face) <= cell.hang)
        for row in rows
    )


def _lonely(found: Fitted) -> bool:
    return any(
        not row.head and len(before.text) > 1 and len(row.text.rstrip(CLOSING)) == 1
        for before, row in zip(found.rows, found.rows[1:], strict=False)
    )


def _cut(cell: Cell, paragraphs: list[Paragraph], wide: float, high: float) -> Fitted:
    """As many lines as there is room for at the smallest size, the last ending in an ellipsis."""
    em = LEAST * MM_PER_PT
    lead = cell.leads[-1]
    room = max(wide / em - cell.hang, 1)
    rows = [
        Row(row.head if width(row.head, cell.face) <= cell.hang else "", row.text)
        for row in _broken(paragraphs, room, cell.face)
    ]
    kept = rows[: max(int((high + 0.01) / (em * lead)), 1)]
    last = kept[-1]
    kept[-1] = Row(last.head, shortened(last.text + "…", room, cell.face))
    return Fitted(cell, LEAST, lead, tuple(kept), is_cut=True)
