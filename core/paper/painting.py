"""How WeasyPrint's painter is called, line by line. Loaded when something is printed.

WeasyPrint takes half a second to load: a process that prints nothing goes without it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.svg.text import Style
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import Layout, create_layout, line_size

from core.paper.faces import Face
from core.paper.fonts import configuration
from core.paper.units import PX_PER_MM, PX_PER_PT

if TYPE_CHECKING:
    from core.paper.drawing import Line

MANY = 100  # em, a size at which widths are not rounded


def advance(text: str, face: Face) -> float:
    """The width in em that the painter takes for a text."""
    layout = _laid_out(text, _style(face, MANY, 0))
    first, _ = layout.get_first_line()
    return line_size(first, layout.style)[0] / MANY


def paint(stream, line: Line) -> None:
    """One line of text, inside a text object of the stream."""
    style = _style(line.face, line.pt * PX_PER_PT, line.spacing)
    layout = _laid_out(line.text, style)
    x, y = line.x * PX_PER_MM, line.y * PX_PER_MM
    if line.turned:
        place = Matrix(a=0, b=line.stretch, c=1, d=0, e=x, f=y)
    else:
        place = Matrix(a=line.stretch, d=-1, e=x, f=y)
    draw_first_line(stream, _Painted(layout, style), "none", "none", place)


def _laid_out(text: str, style: Style) -> Layout:
    layout = create_layout(text, style, None, None, 0)
    if style["letter_spacing"] == "normal":  # else the list is taken by that
        pango.pango_layout_set_attributes(layout.layout, _unkerned())
    return layout


@lru_cache(1)
def _unkerned():
    """A line is as wide as its characters: one list for all lines, since WeasyPrint's leak."""
    listed = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    features = pango.pango_attr_font_features_new(b"kern=0,liga=0,clig=0,calt=0")
    pango.pango_attr_list_insert(listed, features)
    return listed


@lru_cache(500)
def _style(face: Face, size: float, spacing: float) -> Style:
    """Size in px; `spacing` in em."""
    style = Style(INITIAL_VALUES)
    style.font_config = configuration()
    style.update(
        font_family=list(face.families),
        font_weight=face.weight,
        font_size=size,
        lang="zh-CN",
    )
    if spacing:
        style["letter_spacing"] = spacing * size
    return style


class _Painted:
    """What the painter asks of a line: its layout and style."""

    def __init__(self, layout: Layout, style: Style) -> None:
        self.pango_layout = layout
        self.style = style
        self.text = layout.text
