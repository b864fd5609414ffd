"""A name as a row of units: one per Chinese character, one per run of other letters."""

import re
import unicodedata

# Ideographs that NFKC keeps, 〇, and the private use area, where old systems have rare characters.
HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\U00020000-\U0002f7ff\U00030000-\U0003ffff"
INTERPUNCTS = "·•‧∙⋅・"
APOSTROPHES = "'’‘`ʼ"

_ALL_HAN = re.compile(f"[{HAN}]+")
_ONE_HAN = re.compile(f"[{HAN}]")
_UNPRINTABLE = {"Cc", "Cf", "Cs"}


def printable(text: str) -> str:
    """The text in one width and form (NFKC), without NUL, control, format or surrogate code points.

    Blanks of every kind become a plain space, for tabs and line ends part words too.
    """
    if _ALL_HAN.fullmatch(text) or (text.isascii() and text.isprintable()):
        return text
    text = unicodedata.normalize("NFKC", " ".join(text.split()))
    return "".join(mark for mark in text if unicodedata.category(mark) not in _UNPRINTABLE)


def searchable(text: str) -> str:
    """The form that stored tokens and typed words share: printable, lower case, ü as v."""
    return printable(text).lower().replace("ü", "v")


def is_han(mark: str) -> bool:
    """Whether one character is a Chinese one, or a private one that stands for such."""
    return _ONE_HAN.match(mark) is not None


def units(name: str) -> list[str]:
    """李明朗 -> 李, 明, 朗; "John O'Brien" -> John, OBrien; blanks and punctuation part units."""
    if _ALL_HAN.fullmatch(name):
        return list(name)
    parts = [""]
    for mark in printable(name):
        if is_han(mark):
            parts += [mark, ""]
        elif unicodedata.category(mark)[0] not in "ZP" and mark not in APOSTROPHES:
            parts[-1] += mark
        elif mark not in APOSTROPHES:
            parts.append("")
    return [part for part in parts if part]
