"""What stands at the foot: 版记 on the last page, and the number of the page."""

from __future__ import annotations

from dataclasses import replace

from core.paper.drawing import Line
from core.paper.faces import FANG, SONG
from core.paper.measures import MM_PER_PT, broken, clean, pieces
from core.paper.official.composing import extent, one
from core.paper.official.description import Official, day_words
from core.paper.official.grid import (
    BOTTOM,
    FOOT_INNER,
    FOOT_LINE,
    FOOT_OUTER,
    LEFT,
    NUMBER_UNDER,
    PAGE,
    RIGHT,
    SMALL,
    WIDTH,
)
from core.paper.rules import Rule

ONE = SMALL * MM_PER_PT
COPIES = "抄送："


def page_number(number: int) -> Line:
    """— 1 —, 7 mm under the 版心: one character from the right on odd pages, the left on even."""
    text = f"— {number} —"
    wide = extent(text, SONG, SMALL)
    left = RIGHT - ONE - wide if number % 2 else LEFT + ONE
    return one(text, SONG, pt=SMALL, y=BOTTOM + NUMBER_UNDER, left=left)


def turned_number(number: int) -> Line:
    """The same on a sheet that is turned: where all pages are bound, it stands as on the others."""
    line = page_number(number)
    return replace(line, x=PAGE[1] - line.y, y=line.x, turned=True)


def copies(document: Official) -> list[str]:
    """抄送 as lines; each after the first begins under the first name."""
    if not document.copies_to:
        return []
    head = 3.0  # characters
    room = (WIDTH - 2 * ONE) / ONE - head
    return broken(pieces(clean(document.copies_to) + "。", FANG), room, FANG)


def foot_height(document: Official) -> float:
    """How much of the last page 版记 takes, in mm; 0 where there is none."""
    issued = bool(document.issued_by) and not document.is_letter
    return FOOT_LINE * (len(copies(document)) + issued)


def foot(document: Official) -> tuple[list[Line], list[Rule]]:
    """At the very foot of the 版心: 抄送, and in a document who printed it and when.

    A letter has neither the lines nor the second entry (GB/T 9704 10.1).
    """
    high = foot_height(document)
    top = y = BOTTOM - high
    lines: list[Line] = []
    told = copies(document)
    for number, text in enumerate(told):
        middle = y + FOOT_LINE / 2
        if not number:
            lines.append(one(COPIES, FANG, pt=SMALL, y=middle, left=LEFT + ONE))
        lines.append(one(text, FANG, pt=SMALL, y=middle, left=LEFT + 4 * ONE))
        y += FOOT_LINE
    if document.is_letter or not high:
        return lines, []
    rules = [_across(top, FOOT_OUTER), _across(BOTTOM, FOOT_OUTER)]
    if document.issued_by:
        if told:
            rules.append(_across(y, FOOT_INNER))
        printed = f"{day_words(document.day)}印发"
        left = RIGHT - ONE - extent(printed, FANG, SMALL)
        middle = y + FOOT_LINE / 2
        room = left - LEFT - 2 * ONE
        # A long name is narrowed, not cut: it is who answers for the document.
        issuer = one(clean(document.issued_by), FANG, pt=SMALL, y=middle, left=LEFT + ONE)
        stretch = min(1.0, room / extent(issuer.text, FANG, SMALL))
        lines.append(replace(issuer, stretch=stretch))
        lines.append(one(printed, FANG, pt=SMALL, y=middle, left=left))
    return lines, rules


def _across(y: float, stroke: float) -> Rule:
    return Rule(LEFT, y - stroke / 2, WIDTH, stroke, grey=0)
