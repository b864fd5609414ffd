"""QR codes as rectangles of one path: what a slip's square is painted of."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import segno

from core.paper.drawing import PX_PER_MM, Drawing

# Trying all eight takes six times as long; a reader is told which one it is.
MASK = 3


@dataclass(frozen=True, slots=True)
class Square:
    """A QR code of a text, its upper left corner and its side in mm; the margin is the paper's."""

    x: float
    y: float
    side: float
    text: str

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Dark modules of a row that touch are one: first column, row, length."""
        for row, modules in enumerate(matrix(self.text)):
            at = 0
            for is_dark, run in groupby(modules):
                length = len(list(run))
                if is_dark:
                    yield at, row, length
                at += length


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
            runs = list(square.runs())
            unit = square.side / (runs[-1][1] + 1) * PX_PER_MM
            place = (square.x * PX_PER_MM, square.y * PX_PER_MM)
            with stream.stacked():
                stream.transform(unit, 0, 0, unit, *place)
                for at, row, length in runs:
                    stream.rectangle(at, row, length, 1)
                stream.fill()
