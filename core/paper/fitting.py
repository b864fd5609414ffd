"""The size at which a text fits its cell, by arithmetic, never by painting it.

Sizes are tried from large to small. What fits at none of them is cut at the smallest.
"""

from functools import lru_cache

from core.paper.cells import LEGIBLE, Cell, Fitted, Row
from core.paper.faces import Face
from core.paper.measures import MM_PER_PT, Piece, broken, clean, pieces, shortened, width

LEAST = 4.0  # pt, under which nothing is printed
LONELY = 7  # a seventh of its size a cell gives up, lest one character end alone on a line
WORD = 4  # ideographs, such as a name or 选调生, that are not broken either
CLOSING = "，。、；：）》”"  # a character with such a mark is as lonely
AIR = 1.2  # mm above and below the text together, at least
NARROWEST = 0.25  # em, a blank


def fit(cell: Cell) -> Fitted:
    """The text of a cell, broken and sized.

    The largest size at which no word is torn, down to 7 pt, and no character stands alone; if
    there is none, the largest at which the text fits at all.
    """
    room = cell.w - 2 * cell.pad, cell.h - AIR
    paragraphs = _paragraphs(cell.text[: _most_characters(cell, *room)], cell.face)
    torn: Fitted | None = None
    lonely: Fitted | None = None
    for pt in _sizes(cell.most):
        if (lonely and lonely.pt - cell.most / LONELY > pt) or (torn and pt < LEGIBLE):
            break
        found = _at(cell, paragraphs, pt, *room)
        if found is None:
            continue
        if _is_torn(found, paragraphs, room[0]):
            torn = torn or found
        elif _is_lonely(found):
            lonely = lonely or found
        else:
            return found
    return lonely or torn or _cut(cell, paragraphs, *room)


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


def _is_torn(found: Fitted, paragraphs: list[Paragraph], wide: float) -> bool:
    """Whether a run of Latin or digits is chopped, or a word of a few ideographs broken."""
    room = wide / (found.pt * MM_PER_PT) - found.cell.hang
    return any(
        any(part.width > room and len(part.text) > 1 for part in parts)
        or (len(parts) <= WORD and sum(part.width for part in parts) > room + 1e-6)
        for _, parts in paragraphs
    )


def _is_lonely(found: Fitted) -> bool:
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
