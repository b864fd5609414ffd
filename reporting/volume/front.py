"""Cover and contents of a volume, painted as they stand (domain §7; A4, 版心 156 × 225)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.paper.drawing import Drawing, Line
from core.paper.faces import FANG, HEI, KAI, SONG, TITLE, Face
from core.paper.official.composing import extent, one, within
from core.paper.official.grid import BOTTOM, LEFT, NUMBER_UNDER, PAGE, PITCH, RIGHT, SMALL, WIDTH
from core.paper.official.pages import Sheet, paginate
from core.paper.official.strip import Strip
from core.paper.rendering import Page
from core.paper.rules import Rule

COVER_PT, COVER_TOP, COVER_PITCH = 36.0, 82.0, 19.0
RULES = ((147.0, 1.0), (148.8, 0.35))  # top and height in mm
RULE_LEFT, RULE_WIDTH = 55.0, 100.0
HELD_TOP, BY_TOP, BY_PITCH = 156.0, 236.0, 11.0
BIG, BODY_PT = 18.0, 16.0
SECRET, SECRET_TOP = "内部资料", 34.0
ENTRY, HEADING = 8.6, PITCH  # heights in mm
INDENT = 11.2  # two characters
DOT_ROOM = 2.0  # mm left and right of the dots
DIGITS = "〇一二三四五六七八九"
MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
ROMAN = ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
NOTE = "页码为汇编的页码，印在每页下方正中；各报告自己的页码印在外侧。"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A line of the contents: its words and the page of the volume; a heading has no page."""

    text: str
    page: int = 0

    @property
    def is_heading(self) -> bool:
        """第一部分　综合."""
        return not self.page


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a line of the contents stands: which page of them from 0, top and bottom in mm."""

    sheet: int
    top: float
    bottom: float
    page: int


def cover(*, place: str, year: int, held: str, by: str, on: date) -> Page:
    """The cover: title, what it holds, who made it and when."""
    titles = (f"{place}{year}年度", "优秀年轻干部培养选拔", "工作报告汇编")
    lines = [
        _centred(text, TITLE, COVER_PT, COVER_TOP + COVER_PITCH * (number + 0.5))
        for number, text in enumerate(titles)
    ]
    secret = extent(SECRET, HEI, BODY_PT)
    lines.append(one(SECRET, HEI, pt=BODY_PT, y=SECRET_TOP + 4, left=RIGHT - secret))
    lines.append(_centred(held, KAI, BIG, HELD_TOP + 6))
    for number, text in enumerate((by, chinese_month(on))):
        lines.append(_centred(text, KAI, BIG, BY_TOP + BY_PITCH * (number + 0.5)))
    rules = tuple(Rule(RULE_LEFT, top, RULE_WIDTH, high, red=True) for top, high in RULES)
    return Page(Drawing(*PAGE, tuple(lines), rules))


def contents(chapters: Sequence[Chapter]) -> tuple[list[Page], list[Spot]]:
    """The pages of the contents, numbered in Roman, and where their lines stand."""
    strips = [_head(), *(_strip(chapter) for chapter in chapters), _note()]
    sheets = paginate(strips)
    # By the strip itself: the same words may stand twice.
    pages = {id(strip): chapter.page for strip, chapter in zip(strips[1:], chapters, strict=False)}
    spots = [
        Spot(number, 37.0 + at, 37.0 + at + strip.height, pages[id(strip)])
        for number, sheet in enumerate(sheets)
        for at, strip in sheet.placed
        if pages.get(id(strip))
    ]
    return [_drawn(sheet, number) for number, sheet in enumerate(sheets, start=1)], spots


def chinese_month(on: date) -> str:
    """二〇二六年十二月."""
    return "".join(DIGITS[int(digit)] for digit in str(on.year)) + f"年{MONTHS[on.month - 1]}月"


def roman(number: int) -> str:
    """IV; of a number from 1 to 49."""
    found = ""
    for value, letters in ROMAN:
        while number >= value:
            found += letters
            number -= value
    return found


def _head() -> Strip:
    text = "目　录"
    left = LEFT + (WIDTH - extent(text, TITLE, 22)) / 2
    lines = (one(text, TITLE, pt=22, y=PITCH, left=left),)
    return Strip(2.5 * PITCH, lines, keeps=True, snaps=False)


def _note() -> Strip:
    lines = (one(NOTE, FANG, pt=10.5, y=ENTRY, left=LEFT),)
    return Strip(2 * ENTRY, lines, snaps=False)


def _strip(chapter: Chapter) -> Strip:
    if chapter.is_heading:
        words = within(chapter.text, HEI, pt=BODY_PT, room=WIDTH)
        line = one(words, HEI, pt=BODY_PT, y=HEADING / 2, left=LEFT)
        return Strip(HEADING, (line,), keeps=True, snaps=False)
    y, number = ENTRY / 2, str(chapter.page)
    at = RIGHT - extent(number, FANG, SMALL)
    left = LEFT + INDENT
    words = within(chapter.text, FANG, pt=SMALL, room=at - left - 12)
    lines = [one(words, FANG, pt=SMALL, y=y, left=left)]
    lines += _dots(left + extent(words, FANG, SMALL) + DOT_ROOM, at - DOT_ROOM, y)
    lines.append(one(number, FANG, pt=SMALL, y=y, left=at))
    return Strip(ENTRY, tuple(lines), snaps=False)


def _dots(start: float, end: float, y: float) -> list[Line]:
    """Dots that stand under each other from line to line."""
    wide = extent(".", FANG, SMALL)
    count = int((end - start) / wide)
    return [one("." * count, FANG, pt=SMALL, y=y, left=end - count * wide)] if count > 0 else []


def _drawn(sheet: Sheet, number: int) -> Page:
    text = f"— {roman(number)} —"
    foot = _centred(text, SONG, SMALL, BOTTOM + NUMBER_UNDER, middle=LEFT + WIDTH / 2)
    return Page(Drawing(*PAGE, (*sheet.lines, foot), tuple(sheet.rules)))


def _centred(text: str, face: Face, pt: float, y: float, middle: float = PAGE[0] / 2) -> Line:
    """A line whose middle is there; narrowed where it would not fit between the margins."""
    wide = extent(text, face, pt)
    if wide > WIDTH:
        pt *= WIDTH / wide
        wide = WIDTH
    return one(text, face, pt=pt, y=y, left=middle - wide / 2)
