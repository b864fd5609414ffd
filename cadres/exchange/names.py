"""Names as forms write them: two characters stand apart, with two blanks between them."""

import re

from cadres.people.guards import clean_name

_PAIR = re.compile(r"[^\W\da-zA-Z_]{2}")


def spaced(name: str) -> str:
    """周  航; other names as they are."""
    return f"{name[0]}  {name[1]}" if _PAIR.fullmatch(name) else name


def unspaced(text: str) -> str:
    """周航: the blanks of print are no part of a name; other blanks may be."""
    name = clean_name(text)
    return name if _PAIR.fullmatch(name) else " ".join(text.split())
