"""Lines of text and rules put on a page as they are, by WeasyPrint's own painter of text.

WeasyPrint builds boxes for elements, 1.3 ms each, and paints SVG text letter by letter, 0.09 ms
each. A form is a hundred short lines at places known beforehand: handed to the painter line by
line they take 0.15 ms each. A page is then an image of our own kind (docs/adr/0008).
"""

from dataclasses import dataclass
from functools import lru_cache

from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.svg.text import Style
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import Layout, create_layout, line_size

from core.paper.faces import Face
from core.paper.fonts import configuration
from core.paper.rules import Rule, once

PX_PER_MM = 96 / 25.4
PX_PER_PT = 96 / 72
SQUARE = 2  # corners are closed
RED = (0.843, 0, 0.059)  # of the head of an official document
MANY = 100  # em, a size at which widths are not rounded


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: left end and baseline in mm, size in pt, `spacing` in em between letters.

    `stretch` is how wide its letters are against their own width; `red` is the red of a 标志; a
    `turned` line is read from its end of the page down, as on a sheet turned by a quarter.
    """

    x: float
    y: float
    pt: float
    text: str
    face: Face
    spacing: float = 0
    stretch: float = 1
    red: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """What WeasyPrint takes for an image: a page of the given size in mm with its marks."""

    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]

    def get_intrinsic_size(self, *_: object) -> tuple[float, float, float]:
        """Width and height in px, and their ratio."""
        return self.width * PX_PER_MM, self.height * PX_PER_MM, self.width / self.height

    def draw(self, stream, *_: object) -> None:
        """Fills below, then rules, then text."""
        for rule in self.rules:
            if rule.grey is not None:
                stream.set_color_rgb(rule.grey, rule.grey, rule.grey)
                stream.rectangle(*_in_px(rule))
                stream.fill()
        self._red(stream)
        stream.set_color_rgb(0, 0, 0)
        stream.set_color_rgb(0, 0, 0, stroke=True)
        stream.set_line_cap(SQUARE)
        for stroke in sorted({rule.stroke for rule in self.rules if rule.is_outline}):
            stream.set_line_width(stroke * PX_PER_MM)
            framed = [r for r in self.rules if r.is_outline and r.stroke == stroke]
            for start, end in once(framed):
                stream.move_to(start[0] * PX_PER_MM, start[1] * PX_PER_MM)
                stream.line_to(end[0] * PX_PER_MM, end[1] * PX_PER_MM)
            stream.stroke()
        stream.begin_text()
        for line in self.lines:
            if not line.red:
                _paint(stream, line)
        stream.end_text()

    def _red(self, stream) -> None:
        """What is red: bars, and the letters of a 标志."""
        stream.set_color_rgb(*RED)
        for rule in self.rules:
            if rule.red:
                stream.rectangle(*_in_px(rule))
                stream.fill()
        stream.begin_text()
        for line in self.lines:
            if line.red:
                _paint(stream, line)
        stream.end_text()


def advance(text: str, face: Face) -> float:
    """The width in em that the painter takes for a text."""
    layout = _laid_out(text, _style(face, MANY, 0))
    first, _ = layout.get_first_line()
    return line_size(first, layout.style)[0] / MANY


class _Painted:
    """What the painter asks of a line: its layout and style."""

    def __init__(self, layout: Layout, style: Style) -> None:
        self.pango_layout = layout
        self.style = style
        self.text = layout.text


def _paint(stream, line: Line) -> None:
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


def _in_px(rule: Rule) -> tuple[float, float, float, float]:
    return tuple(side * PX_PER_MM for side in (rule.x, rule.y, rule.w, rule.h))
