"""Texts as files carry them, brought to the one form that we keep (domain §1.2-1, §1.2-2).

Every function is its own fixed point: what is clean stays as it is.
"""

import re

# Marks without width, directions of writing, and blanks of every width but the half one.
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_IMPOSSIBLE = "\ud800-\udfff\ufffe\uffff"  # no file in UTF-8 and no XML has them
_SINGLE = re.compile(
    f"[{_UNSEEN}{_CONTROLS}{_IMPOSSIBLE}\t\n\r\x85\u2028\u2029"
    "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
)
_BLOCK = re.compile(f"[{_UNSEEN}{_CONTROLS}{_IMPOSSIBLE}]")
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


def single(text: str) -> str:
    """One line: nothing invisible in it, no blanks around it; half-width blanks inside stay."""
    if text.isprintable():  # the half-width blank is the only one that is
        return text.strip()
    return _SINGLE.sub("", text).strip()


def block(text: str) -> str:
    """Lines ended by \\n, nothing invisible in them, no blanks around the whole."""
    return _plain(text).strip()


def resume(text: str) -> str:
    """The text of 简历: its blanks mean something, so that only those at the end go."""
    return _BREAK.sub("\n", _plain(text)).rstrip()


def name(text: str) -> str:
    """A person's name without the blanks that fill it up: “周  航” is 周航."""
    return _BLANKS.sub("", single(text))


def id_number(text: str) -> str:
    """A citizen ID number as it is kept: no blanks, upper-case X; nothing is checked."""
    return name(text).upper()


def _plain(text: str) -> str:
    return _BLOCK.sub("", _LINE_END.sub("\n", text))
