"""The plan as `plan.toml` has it: paragraphs in their order, and the figures within a paragraph."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).with_name("plan.toml")
MARK: Final = re.compile(r"\{([a-z_]+\.[a-z_0-9]+)\|([^}]*)\}")
# The plan was typed with ASCII punctuation between Chinese words; a page shows it as it is printed.
PRINTED: Final = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: words, or the figure `key` that the plan writes as `words`."""

    words: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: a clause with its code, or a title, heading or passage without one."""

    section: str
    text: str
    code: str = ""
    title: str = ""
    parent: str = ""
    role: str = "clause"

    @property
    def verbatim(self) -> str:
        """The plan's own words, its figures open as it leaves them."""
        return MARK.sub(r"\2", self.text)

    @property
    def keys(self) -> tuple[str, ...]:
        """The figures within it."""
        return tuple(found[1] for found in MARK.finditer(self.text))

    @property
    def pieces(self) -> list[Piece]:
        """Words and figures in turn, with the punctuation of print."""
        found, at = [], 0
        for mark in MARK.finditer(self.text):
            found.append(Piece(self.text[at : mark.start()].translate(PRINTED)))
            found.append(Piece(mark[2], mark[1]))
            at = mark.end()
        found.append(Piece(self.text[at:].translate(PRINTED)))
        return [piece for piece in found if piece.words]


@lru_cache(maxsize=1)
def paragraphs() -> tuple[Paragraph, ...]:
    """All of the plan."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["paragraph"]
    return tuple(Paragraph(**row) for row in rows)


def clauses() -> list[Paragraph]:
    """The paragraphs that have a code."""
    return [paragraph for paragraph in paragraphs() if paragraph.code]
