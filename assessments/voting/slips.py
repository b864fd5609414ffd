"""Codes printed as slips to be drawn from a pile, eight a sheet. They are kept nowhere.

No slip has a number, and they come in an order by lot: that of the answer of `issue` is no one's.
"""

from collections.abc import Sequence
from dataclasses import replace
from ipaddress import ip_address
from secrets import SystemRandom
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from assessments.polls.codes import LENGTH, shown
from assessments.polls.models import Electorate, Poll
from assessments.voting.squares import Square, SquaresDrawing
from assessments.voting.wording import department, span
from core.paper import rendering
from core.paper.cells import Cell
from core.paper.drawing import Line
from core.paper.faces import FANG, HEI, TITLE, Face
from core.paper.fitting import fit
from core.paper.rules import Rule

PAGE = (210.0, 297.0)  # mm
WIDE, HIGH = 105.0, 74.25  # of a slip: guillotined straight through
PER_SHEET = 8
LEFT, RIGHT, BESIDE = 9.0, 96.0, 38.5  # mm within a slip
MONO = Face(("Liberation Mono",), 700)
CODE = 17.0  # pt
PLAIN = (1.4,)
PRIVACY = (
    "本码随机抽取，不登记姓名。选票密封存放，不写测评码、姓名、设备和时间，"
    "任何人（含管理员）都查不到您的选择。请勿拍照转发，用后自行销毁。"
)


def pdf(poll: Poll, electorate: Electorate, codes: Sequence[str]) -> bytes:
    """The slips of a category; raises FacesMissing."""
    shuffled = list(codes)
    SystemRandom().shuffle(shuffled)
    same = _same(poll, electorate)
    pages = [
        rendering.Page(_sheet(same, sheet))
        for sheet in (shuffled[at : at + PER_SHEET] for at in range(0, len(shuffled), PER_SHEET))
    ]
    return rendering.pdf(pages, title=f"{poll.title} 测评票")


def address() -> str:
    """Where a code is typed; a slip's square adds it behind a `#`, which is never sent."""
    return settings.BASE_URL + reverse("ballot:enter")


def leads_nowhere() -> bool:
    """Whether the address is of this machine alone: a telephone would look for itself."""
    host = urlsplit(settings.BASE_URL).hostname or ""
    try:
        found = ip_address(host)
    except ValueError:
        return host == "localhost"
    return found.is_loopback or found.is_unspecified


def _sheet(same: Sequence[Line], codes: Sequence[str]) -> SquaresDrawing:
    lines: list[Line] = []
    rules: list[Rule] = []
    squares = []
    for place, code in enumerate(codes):
        x, y = place % 2 * WIDE, place // 2 * HIGH
        lines += [replace(line, x=line.x + x, y=line.y + y) for line in same]
        lines.append(Line(x + BESIDE, y + 40.6, CODE, shown(code), MONO))
        rules.append(Rule(x + LEFT, y + 25.2, RIGHT - LEFT, 0))
        squares.append(Square(x + LEFT, y + 28, 26, f"{address()}#{code}"))
    return SquaresDrawing(*PAGE, tuple(lines), (*rules, *_marks()), tuple(squares))


def _same(poll: Poll, electorate: Electorate) -> list[Line]:
    """What every slip of a category says."""
    unit, by = poll.unit, f"{department(poll)}监制"
    who = f"{electorate.category}类（{electorate.get_category_display()}）　{span(poll)}有效"
    typed = address().partition("://")[2]
    how = f"扫码进入，或打开 {typed} 输入上面的 {LENGTH} 位码。交票后本码作废。"
    wide, beside = RIGHT - LEFT, RIGHT - BESIDE
    half, head = wide / 2, f"{unit.name}\n{poll.title}"
    left, right = ({"align": side, "pad": 0} for side in ("left", "right"))
    cells = (
        Cell(x=LEFT, y=5.5, w=wide, h=13.8, text=head, most=12.5, face=TITLE, leads=(1.36, 1.2)),
        Cell(x=LEFT, y=19, w=wide, h=6, text=who, most=9.5, face=HEI),
        Cell(x=BESIDE, y=27.5, w=beside, h=5.5, text="一次性测评码", most=10.5, face=FANG, **left),
        Cell(x=BESIDE, y=43.6, w=beside, h=11, text=how, most=8.5, face=FANG, leads=PLAIN, **left),
        Cell(x=LEFT, y=55.2, w=wide, h=13, text=PRIVACY, most=8, face=FANG, leads=PLAIN, **left),
        Cell(x=LEFT, y=68.2, w=half, h=5, text="本张不编号", most=7.5, face=FANG, **left),
        Cell(x=LEFT + half, y=68.2, w=half, h=5, text=by, most=7.5, face=FANG, **right),
    )  # fmt: skip
    return [line for cell in cells for line in fit(cell).lines()]


def _marks() -> list[Rule]:
    """Where to cut: at the edges, and where the cuts cross."""
    ends = [Rule(WIDE, top, 0, 5, stroke=0.15) for top in (0, PAGE[1] - 5)]
    for row in range(1, PER_SHEET // 2):
        y = row * HIGH
        ends += [Rule(left, y, 5, 0, stroke=0.15) for left in (0, PAGE[0] - 5, WIDE - 2.5)]
        ends.append(Rule(WIDE, y - 2.5, 0, 5, stroke=0.15))
    return ends
