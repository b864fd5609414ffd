"""Text measured in em and broken into lines, by the advances that the painter takes."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from core.paper.drawing import advance
from core.paper.faces import Face

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


def shortened(text: str, room: float, face: Face) -> str:
    """As much of a line as `room` em hold, an ellipsis at its end; all of it where it fits."""
    used, cut = 0.0, 0
    ellipsis = _em("…", face)
    for place, character in enumerate(text):
        if used + ellipsis <= room:
            cut = place
        used += _em(character, face)
        if used > room + 1e-6:
            return text[:cut] + "…"
    return text


def pieces(text: str, face: Face) -> list[Piece]:
    """A cleaned paragraph in unbreakable pieces."""
    return [Piece(part, width(part, face)) for part in _PIECE.findall(text)]


def broken(parts: list[Piece], room: float, face: Face) -> list[str]:
    """Lines no wider than `room` em: marks that close stay behind, those that open go down.

    One paragraph gives at least one line. A piece wider than a line begins on a line of its own
    and is broken where lines end, as Word does it.
    """
    lines: list[list[Piece]] = [[]]
    used = 0.0
    for part in parts:
        if part.width > room and len(part.text) > 1:
            if lines[-1]:
                lines.append([])
            chopped = _chopped(part.text, room, face)
            lines[-1:] = [[piece] for piece in chopped]
            used = chopped[-1].width
        elif not lines[-1] or used + part.width <= room + 1e-6:
            lines[-1].append(part)
            used += part.width
        elif part.text != " ":  # a blank is lost where a line ends
            carried = _carried(lines[-1], part)
            lines.append([*carried, part])
            used = sum(piece.width for piece in lines[-1])
            if carried and used > room + 1e-6:  # what went down leaves no room for what follows
                lines[-1:] = [carried, [part]]
                used = part.width
        else:
            used = room
    return ["".join(piece.text for piece in line).strip(" ") for line in lines]


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


def _chopped(text: str, room: float, face: Face) -> list[Piece]:
    chopped: list[Piece] = []
    for character in text:
        one = Piece(character, _em(character, face))
        if chopped and chopped[-1].width + one.width <= room + 1e-6:
            last = chopped[-1]
            chopped[-1] = Piece(last.text + one.text, last.width + one.width)
        else:
            chopped.append(one)
    return chopped


@lru_cache(50_000)
def _em(character: str, face: Face) -> float:
    """In Chinese company: a dash or a quotation mark alone may be painted narrower, never wider."""
    if character <= "~":
        return advance(character, face)
    return advance(f"中{character}中", face) - 2


def _is_unprintable(character: str) -> bool:
    return (
        unicodedata.category(character) in _UNPRINTABLE
        or character in "\ufffe\uffff"
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )
