"""版头: the red 标志, the number, the line under it; of a document and of a letter."""

from __future__ import annotations

from core.paper.drawing import Line
from core.paper.faces import FANG, KAI, TITLE
from core.paper.measures import MM_PER_PT
from core.paper.official.composing import extent, one, within
from core.paper.official.description import Official
from core.paper.official.grid import (
    BODY,
    GAP,
    HEAD_LINES,
    LEFT,
    LETTER_HEAD_LINES,
    LETTER_MARK_HEIGHT,
    LETTER_MARK_PT,
    LETTER_MARK_TOP,
    LETTER_RULE_BOTTOM,
    LETTER_RULE_LEFT,
    LETTER_RULE_TOP,
    LETTER_RULE_WIDTH,
    MARK_HEIGHT,
    MARK_PT,
    MARK_TOP,
    MIDDLE,
    NUMBER_TOP,
    PITCH,
    RIGHT,
    RULE,
    RULE_TOP,
    THICK,
    THIN,
    TOP,
    WIDTH,
)
from core.paper.official.strip import Strip
from core.paper.rules import Rule

ONE = BODY * MM_PER_PT  # a character
SIGNER = "签发人："
LETTER_NUMBER_UNDER = ONE * 7 / 8


def head(document: Official) -> Strip:
    """What stands above the title, as a strip."""
    if document.is_record:
        return Strip(0, keeps=True)
    return _letter_head(document) if document.is_letter else _document_head(document)


def mark_stretch(text: str, pt: float) -> float:
    """How much a 标志 is narrowed to stand in one line of the 版心 at its full height."""
    return min(1.0, WIDTH / extent(text, TITLE, pt)) if text else 1.0


def red_lines_of_letter() -> tuple[Rule, ...]:
    """Both double lines, on the page: thick above thin, and at the foot thin above thick."""
    lower = LETTER_RULE_BOTTOM - THICK
    tops = (
        (LETTER_RULE_TOP, THICK),
        (LETTER_RULE_TOP + THICK + GAP, THIN),
        (lower - GAP - THIN, THIN),
        (lower, THICK),
    )
    return tuple(Rule(LETTER_RULE_LEFT, y, LETTER_RULE_WIDTH, h, red=True) for y, h in tops)


def _mark(text: str, pt: float, middle: float) -> Line:
    stretch = mark_stretch(text, pt)
    left = LEFT + (WIDTH - extent(text, TITLE, pt) * stretch) / 2
    y = middle + MIDDLE * pt * MM_PER_PT
    return Line(left, y, pt, text, TITLE, stretch=stretch, red=True)


def _document_head(document: Official) -> Strip:
    y = NUMBER_TOP + PITCH / 2
    lines = [_mark(document.mark, MARK_PT, MARK_TOP + MARK_HEIGHT / 2)]
    number = within(document.number, FANG, pt=BODY, room=WIDTH - 2 * ONE)
    if document.signer:
        signer = extent(SIGNER, FANG, BODY) + extent(document.signer, KAI, BODY)
        left = RIGHT - ONE - signer
        lines.append(one(number, FANG, pt=BODY, y=y, left=LEFT + ONE))
        lines.append(one(SIGNER, FANG, pt=BODY, y=y, left=left))
        at = left + extent(SIGNER, FANG, BODY)
        lines.append(one(document.signer, KAI, pt=BODY, y=y, left=at))
    elif number:
        left = LEFT + (WIDTH - extent(number, FANG, BODY)) / 2
        lines.append(one(number, FANG, pt=BODY, y=y, left=left))
    rule = Rule(LEFT, RULE_TOP, WIDTH, RULE, red=True)
    return Strip(HEAD_LINES * PITCH, tuple(lines), (rule,), keeps=True)


def _letter_head(document: Official) -> Strip:
    middle = LETTER_MARK_TOP + LETTER_MARK_HEIGHT / 2 - TOP
    lines = [_mark(document.mark, LETTER_MARK_PT, middle)]
    number = within(document.number, FANG, pt=BODY, room=WIDTH)
    if number:
        under = LETTER_RULE_TOP + THICK + GAP + THIN + LETTER_NUMBER_UNDER - TOP
        left = RIGHT - extent(number, FANG, BODY)
        lines.append(one(number, FANG, pt=BODY, y=under + ONE / 2, left=left))
    return Strip(LETTER_HEAD_LINES * PITCH, tuple(lines), keeps=True)
