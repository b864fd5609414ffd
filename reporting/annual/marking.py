"""Which pieces of two texts differ, clause by clause: a reader sees what was changed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

CLAUSE = re.compile(r"[^，。；、：\n]*[，。；、：\n]|[^，。；、：\n]+")


class Piece(NamedTuple):
    """A part of a text, and whether the other text has it."""

    text: str
    is_changed: bool


def marked(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces; together each is the text that it was."""
    old, new = CLAUSE.findall(before), CLAUSE.findall(after)
    was: list[Piece] = []
    now: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if i2 > i1:
            was.append(Piece("".join(old[i1:i2]), tag != "equal"))
        if j2 > j1:
            now.append(Piece("".join(new[j1:j2]), tag != "equal"))
    return was, now
