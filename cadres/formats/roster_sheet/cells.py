"""Cells as texts: what a sheet holds, in the one form that columns read."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any

# Blanks of print and of other programs; what has no width goes.
_WIDE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?", re.ASCII)
EXACT = 1e15
_UNSEEN = {"Cc", "Cf", "Cs", "Cn"}


def text_of(cell: Any) -> str:
    """The text of a cell: numbers as they were typed, days as 1985-07-15, TRUE as 是.

    Nothing invisible is in it, and no blanks around a line.
    """
    if type(cell) is str:
        return cell.strip() if cell.isprintable() else _cleaned(cell)
    if type(cell) is float:
        return _whole(cell) if cell.is_integer() else repr(cell)
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else _cleaned(str(cell))


def is_number(cell: Any) -> bool:
    """Whether the sheet holds a number, not a text that looks like one."""
    return type(cell) in (float, int)


def looks_like_number(text: str) -> bool:
    """Whether a spreadsheet makes a number of such a text."""
    return _NUMBER.fullmatch(text) is not None


def _whole(number: float) -> str:
    """A spreadsheet keeps fifteen digits of a number, and shows zeros for the others."""
    return f"{number:.0f}" if abs(number) < EXACT else f"{Decimal(f'{number:.14e}'):f}"


def _cleaned(text: str) -> str:
    plain = _WIDE.sub(" ", _LINE_END.sub("\n", text))
    seen = "".join(c for c in plain if c == "\n" or unicodedata.category(c) not in _UNSEEN)
    return "\n".join(line.strip() for line in seen.split("\n"))
