"""A text too long for its cell at a size that can be read goes on elsewhere: none of it is cut."""

from __future__ import annotations

from dataclasses import replace

from core.paper.cells import Cell
from core.paper.faces import FANG
from core.paper.fitting import AIR, fit
from core.paper.measures import MM_PER_PT, broken, clean, pieces

READABLE = 9.0  # pt, under which a form that is kept for life is not printed
MORE = "（下转续页）"
INDENT = "　　"


def indented(text: str) -> str:
    """Paragraphs as they are printed, without those that are blank."""
    lines = (line.strip() for line in clean(text).split("\n"))
    return "\n".join(f"{INDENT}{line}" for line in lines if line)


def divided(cell: Cell) -> tuple[Cell, str]:
    """The cell with as much of its text as is readable in it, and the rest for another page."""
    fitted = fit(cell)
    if not fitted.is_cut and fitted.pt >= READABLE:
        return cell, ""
    em = READABLE * MM_PER_PT
    # One line is kept for the remark, and one because Word breaks lines in its own way.
    most = int((cell.h - AIR) / (em * cell.leads[-1])) - 2
    room = (cell.w - 2 * cell.pad) / em - 1
    here, rest = parted(cell.text, room=room, lines=max(most, 1))
    return replace(cell, text=f"{here}\n{INDENT}{MORE}", most=READABLE), rest


def parted(text: str, *, room: float, lines: int) -> tuple[str, str]:
    """The first lines of a text at a width in em, and what comes after them."""
    left = lines
    paragraphs = text.split("\n")
    for number, paragraph in enumerate(paragraphs):
        rows = broken(pieces(paragraph, FANG), room, FANG)
        if len(rows) > left:
            cut = _place(paragraph, "".join(rows[:left]))
            here = "\n".join([*paragraphs[:number], paragraph[:cut]])
            return here.rstrip("\n"), "\n".join([paragraph[cut:], *paragraphs[number + 1 :]])
        left -= len(rows)
    return text, ""


def line_count(text: str, *, room: float) -> int:
    """How many lines a text takes at a width in em."""
    return sum(len(broken(pieces(one, FANG), room, FANG)) for one in text.split("\n"))


def _place(paragraph: str, printed: str) -> int:
    """Where in a paragraph what was printed ends: blanks are lost where lines end."""
    left = sum(character != " " for character in printed)
    for place, character in enumerate(paragraph):
        if not left:
            return place
        left -= character != " "
    return len(paragraph)
