"""The résumé as the form prints it: dates, and a text that hangs behind them (domain §1.4).

It is printed as it was written; nothing is refused or put in order.
"""

import re

from cadres.formats.resume_brackets import depth
from cadres.formats.resume_text import HANGING, TO_NOW
from cadres.papers.wording import month
from core.months import dotted

HANG = HANGING / 2  # em
_MONTH = r"[0-9０-９]{4}[.．/年]?[0-9０-９]{1,2}月?"
_DATED = re.compile(
    rf"(?P<since>{_MONTH})\s*(?:[-—–－～~─―]+|至(?!今)|到)\s*(?P<until>{_MONTH}|至今|现在)?"
    r"\s*(?P<text>.*)"
)
_BLANKS = re.compile(r"[\u3000\u00a0\t]")


def hanging(text: str | None) -> str:
    """Paragraphs, the dates of each before a tab; a text without any dates has no tabs."""
    found: list[list[str]] = []
    has_dates = False
    opened = 0  # brackets of the last paragraph
    for raw in (text or "").splitlines():
        line = _BLANKS.sub(" ", raw).rstrip()
        told = line.strip()
        inside = opened > 0 and line.startswith(" " * (HANGING // 2))
        dated = None if inside else _dated(told)
        if dated:
            has_dates = True
            found.append([dated])
            opened = depth(dated)
        elif told and (not has_dates or (told[0] in "（(" and not inside)):
            found.append([f"\t{told}" if has_dates else told])
            opened = depth(told)
        elif told:
            found[-1].append(told)
            opened += depth(told)
    return "\n".join(map("".join, found))


def _dated(line: str) -> str | None:
    """2014.07--2016.08, a tab and what was done then; None for a line that has no period."""
    found = _DATED.fullmatch(line)
    if found is None:
        return None
    since = month(found["since"])
    until = "" if found["until"] in (*TO_NOW, None) else month(found["until"])
    if since is None or until is None:
        return None
    return f"{dotted(since)}--{dotted(until) if until else ''}\t{found['text']}"
