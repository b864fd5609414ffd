"""（其间：…） in a line of a résumé: found, closed, taken apart (domain §1.4)."""

import re

MEANWHILE = re.compile(r"[（(]\s*[其期]间\s*[:：]")


def taken_out(text: str, period: re.Pattern[str]) -> tuple[str, list[str]]:
    """The text without its （其间：…）, and the parts of those that begin with a period.

    Brackets whose first part does not are notes, and stay.
    """
    inside: list[str] = []
    start = 0
    while found := MEANWHILE.search(text, start):
        end = _closing(text, found.start())
        parts = _parts(text[found.end() : end].strip())
        if not period.match(parts[0]):
            start = end
            continue
        for part in parts:
            if period.match(part) or not inside:
                inside.append(part)
            else:
                inside[-1] += f"，{part}"
        text = (text[: found.start()] + text[end + 1 :]).strip()
        start = found.start()
    return text, inside


def _parts(text: str) -> list[str]:
    """What semicolons part, those inside brackets aside."""
    parts, depth, begun = [], 0, 0
    for place, character in enumerate(text):
        depth += (character in "（(") - (character in "）)")
        if character in "；;" and depth == 0:
            parts.append(text[begun:place].strip())
            begun = place + 1
    parts.append(text[begun:].strip().rstrip("。"))
    return [part for part in parts if part] or [""]


def _closing(text: str, opening: int) -> int:
    """Where the bracket that opens there is closed; the end of the text if it is not."""
    depth = 0
    for place in range(opening, len(text)):
        depth += (text[place] in "（(") - (text[place] in "）)")
        if depth == 0:
            return place
    return len(text)


def depth(text: str) -> int:
    """How many more brackets are opened than closed."""
    return sum((c in "（(") - (c in "）)") for c in text)
