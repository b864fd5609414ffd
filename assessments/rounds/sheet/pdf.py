"""Registration forms as PDF, one person after the other."""

from __future__ import annotations

from collections.abc import Sequence

from assessments.rounds.sheet.content import Form
from assessments.rounds.sheet.leaves import FORM, GRID, LEFT, PAGE, WIDE, Leaf, leaves
from core.paper.drawing import Drawing
from core.paper.fitting import fit
from core.paper.rendering import Page, pdf
from core.paper.rules import Rule

FRAME = 0.35  # mm


def sheets_pdf(forms: Sequence[Form], *, title: str = "") -> bytes:
    """Each form begins on a page of its own. Raises FacesMissing."""
    pages = [_drawn(leaf) for form in forms for leaf in leaves(form)]
    first = forms[0]
    return pdf(pages, title=title or f"{first.year}年度{FORM} {first.plain_name}")


def _drawn(leaf: Leaf) -> Page:
    fitted = [fit(cell) for cell in leaf.cells if cell.text]
    lines = [*leaf.outside(), *(line for one in fitted for line in one.lines())]
    rules = [Rule(c.x, c.y, c.w, c.h) for c in leaf.cells if c.framed]
    rules.append(Rule(LEFT, GRID, WIDE, leaf.y - GRID, stroke=FRAME))
    return Page(Drawing(*PAGE, tuple(lines), tuple(rules)))
