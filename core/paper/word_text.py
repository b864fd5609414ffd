"""The text of a cell as paragraphs of Word, at the size that fits by the same arithmetic."""

from dataclasses import replace

from core.paper.cells import HIGH, Cell, Fitted
from core.paper.fitting import fit
from core.paper.measures import MM_PER_PT
from core.paper.word_runs import Style, paragraph

# Word breaks lines by itself, and not always where we would.
SLACK = 0.4  # mm at each side
SPARE = 3.0  # mm of a hanging list, for a line more


def text_of(cell: Cell) -> str:
    """Paragraphs as they are in the cell; a label keeps the lines that it was broken into."""
    if not cell.text:
        return ""
    fitted = fit(_narrowed(cell) if cell.field else cell)
    if not cell.field or fitted.is_cut:
        texts = [f"{row.head}\t{row.text}" if row.head else row.text for row in fitted.rows]
    else:
        texts = cell.text.split("\n")
    style = Style(
        pt=fitted.pt,
        pitch=fitted.pitch,
        face=cell.face,
        align=cell.align,
        hang=cell.hang * fitted.pt * MM_PER_PT,
    )
    first = replace(style, before=_before(fitted)) if cell.valign == "high" else style
    return "".join(
        paragraph(text.removeprefix("\t"), style if number else first)
        for number, text in enumerate(texts)
    )


def _narrowed(cell: Cell) -> Cell:
    return replace(cell, pad=cell.pad + SLACK, h=cell.h - (SPARE if cell.hang else 0))


def _before(fitted: Fitted) -> float:
    spare = fitted.cell.h - fitted.pitch * len(fitted.rows)
    return max(min(spare / 2, HIGH), 0)
