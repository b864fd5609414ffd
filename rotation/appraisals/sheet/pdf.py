"""The form as PDF: both sides of one sheet."""

from __future__ import annotations

from core.paper.drawing import Drawing
from core.paper.fitting import fit
from core.paper.rendering import Page, pdf
from core.paper.rules import Rule
from rotation.appraisals.sheet.content import Form
from rotation.appraisals.sheet.sides import PAGE, Side, sides

FRAME = 0.35  # mm


def sheet_pdf(form: Form) -> bytes:
    """Raises FacesMissing."""
    title = f"{form.title} {form.name.replace('　', '')}"
    return pdf([_drawn(side) for side in sides(form)], title=title)


def _drawn(side: Side) -> Page:
    fitted = [fit(cell) for cell in side.cells if cell.text]
    lines = [*side.outside(), *(line for one in fitted for line in one.lines())]
    rules = [Rule(c.x, c.y, c.w, c.h) for c in side.cells if c.framed]
    rules.append(Rule(*side.frame, stroke=FRAME))
    return Page(Drawing(*PAGE, tuple(lines), tuple(rules)))
