"""Where the characters of a PDF stand, read by a library that knows nothing of how it was made."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pdfplumber

MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Mark:
    """A character: its ends and its baseline in mm from the left and top of its page."""

    page: int
    text: str
    left: float
    right: float
    baseline: float
    font: str


def marks(content: bytes) -> list[Mark]:
    """Every visible character, page by page (from 1)."""
    return list(_marks(content))


def _marks(content: bytes) -> Iterator[Mark]:
    with pdfplumber.open(BytesIO(content)) as document:
        for number, page in enumerate(document.pages, start=1):
            for char in page.chars:
                if char["text"].strip():
                    baseline = float(page.height) - char["matrix"][5]
                    yield Mark(
                        number,
                        char["text"],
                        char["x0"] * MM,
                        char["x1"] * MM,
                        baseline * MM,
                        char["fontname"],
                    )


def text_in(found: list[Mark], page: int, cell: tuple[float, float, float, float]) -> str:
    """What stands in a rectangle (left, top, right, bottom in mm), in reading order."""
    left, top, right, bottom = cell
    inside = [
        mark
        for mark in found
        if mark.page == page
        and left <= (mark.left + mark.right) / 2 <= right
        and top <= mark.baseline <= bottom
    ]
    inside.sort(key=lambda mark: (round(mark.baseline, 1), mark.left))
    return "".join(mark.text for mark in inside)


def faces(content: bytes) -> set[str]:
    """Names of the faces in it, without the tag of the subset."""
    return {mark.font.split("+")[-1] for mark in marks(content)}
