"""QR codes as rectangles of one path: what a slip's square is painted of."""

import re
from dataclasses import dataclass

import segno

from core.paper.drawing import Drawing
from core.paper.units import PX_PER_MM

# Trying all eight takes six times as long; a reader is told which one it is.
MASK = 3
DARK = re.compile(rb"\x01+")


@dataclass(frozen=True, slots=True)
class Square:
    """A QR code of a text, its upper left corner and its side in mm; the margin is the paper's."""

    x: float
    y: float
    side: float
    text: str

    def path(self) -> tuple[int, bytes]:
        """Its modules along one side, and what is dark as rectangles in units of a module.

        Dark modules of a row that touch are one. Written by hand: eighty thousand calls of the
        painter for the slips of a large hall would take as long as all the rest.
        """
        rows = matrix(self.text)
        parts = [
            f"{run.start()} {number} {run.end() - run.start()} 1 re"
            for number, row in enumerate(rows)
            for run in DARK.finditer(row)
        ]
        return len(rows), "\n".join(parts).encode()


def matrix(text: str) -> tuple[bytearray, ...]:
    """Rows of modules, 1 where it is dark; a seventh of it may be lost."""
    return segno.make_qr(text, error="m", boost_error=False, mask=MASK).matrix


@dataclass(frozen=True, slots=True)
class SquaresDrawing(Drawing):
    """A page with QR codes on it."""

    squares: tuple[Square, ...] = ()

    def draw(self, stream, *rest: object) -> None:
        """The page, then each square as one path, in units of a module."""
        Drawing.draw(self, stream, *rest)
        for square in self.squares:
            modules, path = square.path()
            unit = square.side / modules * PX_PER_MM
            with stream.stacked():
                stream.transform(unit, 0, 0, unit, square.x * PX_PER_MM, square.y * PX_PER_MM)
                stream.stream.append(path)
                stream.fill()
