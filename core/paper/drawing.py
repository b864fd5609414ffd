"""Lines of text and rules put on a page as they are, by WeasyPrint's own painter of text.

WeasyPrint builds boxes for elements, 1.3 ms each, and paints SVG text letter by letter, 0.09 ms
each. A form is a hundred short lines at places known beforehand: handed to the painter line by
line they take 0.15 ms each. A page is then an image of our own kind (docs/adr/0008). The painter is
in `painting.py`, which is loaded when something is printed.
"""

from dataclasses import dataclass

from core.paper.faces import Face
from core.paper.rules import Rule, once
from core.paper.units import PX_PER_MM

SQUARE = 2  # corners are closed
RED = (0.843, 0, 0.059)  # of the head of an official document


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
        from core.paper.painting import paint

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
                paint(stream, line)
        stream.end_text()

    def _red(self, stream) -> None:
        """What is red: bars, and the letters of a 标志."""
        from core.paper.painting import paint

        stream.set_color_rgb(*RED)
        for rule in self.rules:
            if rule.red:
                stream.rectangle(*_in_px(rule))
                stream.fill()
        stream.begin_text()
        for line in self.lines:
            if line.red:
                paint(stream, line)
        stream.end_text()


def advance(text: str, face: Face) -> float:
    """The width in em that the painter takes for a text."""
    from core.paper import painting

    return painting.advance(text, face)


def _in_px(rule: Rule) -> tuple[float, float, float, float]:
    return tuple(side * PX_PER_MM for side in (rule.x, rule.y, rule.w, rule.h))
