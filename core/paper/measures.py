"""Text measured in em and broken into lines, by the advances that the painter takes."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from core.paper.drawing import advance
from core.paper.fonts import Face

MM_PER_PT = 25.4 / 72
NEVER_FIRST = frozenset("，。、；：？！）》〉】〕」』”’…—％%·～℃,.;:?!)]}")
NEVER_LAST = frozenset("（《〈【〔「『“‘([{")
MOST_CARRIED = 4  # pieces that go down together; more would leave a hole

_BREAK = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANK = re.compile("[\t\u00a0\u2000-\u200a\u202f\u205f]")
# A run of Latin letters, digits and marks, a dash or an ellipsis of two, else one character; with
# its accents.
_PIECE = re.compile("[!-~]+|——|……|.", re.DOTALL)
_UNPRINTABLE = ("Cc", "Cf", "Cs")


class Piece(NamedTuple):
    """What is never broken, and its width in em."""

    text: str
    width: float


def clean(text: str) -> str:
    """What can be painted: line ends alike, blanks plain, no controls, marks or selectors."""
    text = _BLANK.sub(" ", _BREAK.sub("\n", text))
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c == "\n" or not _is_unprintable(c))


def width(text: str, face: Face) -> float:
    """Em from end to end of a line."""
    return sum(_em(character, face) for character in text)


def pieces(text: str, face: Face) -> list[Piece]:
    """A cleaned paragraph in unbreakable pieces."""
    return [Piece(part, width(part, face)) for part in _PIECE.findall(text)]


def broken(parts: list[Piece], room: float, face: Face) -> list[str]:
    """Lines no wider than `room` em: marks that close stay behind, those that open go down.

    One paragraph gives at least one line. A piece wider than a line is broken where the line ends.
    """
    lines: list[str] = []
    line: list[Piece] = []
    used = 0.0
    for part in _narrow(parts, room, face):
        if not line and part.text == " " and lines:
            continue  # a blank where the line broke
        if line and used + part.width > room + 1e-6:
            carried = _carried(line, part)
            lines.append("".join(piece.text for piece in line).rstrip(" "))
            line = [] if part.text == " " and not carried else [*carried, part]
            used = sum(piece.width for piece in line)
            if used > room + 1e-6:  # what went down leaves no room for what follows
                lines.append("".join(piece.text for piece in carried))
                line, used = [part], part.width
        else:
            line.append(part)
            used += part.width
    return [*lines, "".join(piece.text for piece in line).rstrip(" ")]


def _carried(line: list[Piece], following: Piece) -> list[Piece]:
    """Taken off the end of a full line so that no mark stands where it must not."""
    carried: list[Piece] = []
    first = following
    while (
        (first.text[0] in NEVER_FIRST or line[-1].text[-1] in NEVER_LAST)
        and len(line) > 1
        and len(carried) < MOST_CARRIED
    ):
        first = line.pop()
        carried.insert(0, first)
    return carried


def _narrow(parts: list[Piece], room: float, face: Face) -> Iterator[Piece]:
    for part in parts:
        if part.width <= room or len(part.text) == 1:
            yield part
        else:
            yield from (Piece(character, _em(character, face)) for character in part.text)


@lru_cache(50_000)
def _em(character: str, face: Face) -> float:
    return advance(character, face)


def _is_unprintable(character: str) -> bool:
    return (
        unicodedata.category(character) in _UNPRINTABLE
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )
