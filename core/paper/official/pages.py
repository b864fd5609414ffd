"""Strips put on pages: 22 lines each, the first under its head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from core.paper.drawing import Line
from core.paper.official.grid import PITCH, UPRIGHT, Area
from core.paper.official.strip import Cling, Strip
from core.paper.official.tables import FRAME
from core.paper.rendering import Picture
from core.paper.rules import Rule

EASE = 0.05  # mm, lest a rounding push a line to the next page


@dataclass(slots=True)
class Sheet:
    """A page that is being filled: `used` mm of its 版心, and what stands on the page."""

    area: Area = UPRIGHT
    used: float = 0
    placed: list[tuple[float, Strip]] = field(default_factory=list)

    def put(self, strip: Strip) -> None:
        """The next strip, on a line of the grid where it has to be."""
        at = _snapped(self.used) if strip.snaps else self.used
        self.placed.append((at, strip))
        self.used = at + strip.height

    def after(self, strips: Sequence[Strip]) -> float:
        """How many mm would be used with these too."""
        used = self.used
        for strip in strips:
            used = (_snapped(used) if strip.snaps else used) + strip.height
        return used

    @property
    def lines(self) -> Iterator[Line]:
        """Every line of text where it stands on the page."""
        for at, strip in self.placed:
            yield from (replace(line, y=line.y + self.area.top + at) for line in strip.lines)

    @property
    def rules(self) -> Iterator[Rule]:
        """Every rule, and a thicker one around each table."""
        for at, strip in self.placed:
            yield from (replace(rule, y=rule.y + self.area.top + at) for rule in strip.rules)
        for top, bottom in _blocks(self.placed):
            yield Rule(
                self.area.left,
                self.area.top + top,
                self.area.width,
                bottom - top,
                stroke=FRAME,
            )

    @property
    def pictures(self) -> Iterator[Picture]:
        """Every drawing."""
        for at, strip in self.placed:
            for one in strip.drawn:
                y = one.y + self.area.top + at
                yield Picture(one.x, y, one.w, one.h, one.svg.encode())


def paginate(strips: Iterable[Strip], area: Area = UPRIGHT, *, under: float = 0) -> list[Sheet]:
    """Pages in order; what keeps together goes to the next page together, if it fits on one.

    So does what clings together where that makes no more pages, `under` mm at the foot of the last
    one counted.
    """
    told = list(strips)
    found = _filled(told, area)
    for start, end in _clinging(told):
        for least in Cling.GLADLY, Cling.MORE:
            trial = _held(told, start, end, least)
            sheets = _filled(trial, area)
            is_whole = least > Cling.GLADLY or _high(told[start : end + 1]) <= area.height
            if is_whole and _cost(sheets, under) <= _cost(found, under):
                told, found = trial, sheets
                break
    return found


def _clinging(strips: Sequence[Strip]) -> Iterator[tuple[int, int]]:
    """The first and the last of those that cling together."""
    start = None
    for number, strip in enumerate(strips):
        if strip.clings and start is None:
            start = number
        elif not strip.clings and start is not None:
            yield start, number
            start = None


def _held(strips: Sequence[Strip], start: int, end: int, least: Cling) -> list[Strip]:
    """The same, those that cling so much kept together."""
    held = [
        replace(strip, keeps=strip.keeps or strip.clings >= least) for strip in strips[start:end]
    ]
    return [*strips[:start], *held, *strips[end:]]


def _high(strips: Sequence[Strip]) -> float:
    return sum(strip.height for strip in strips)


def _cost(sheets: Sequence[Sheet], under: float) -> int:
    last = sheets[-1]
    return len(sheets) + (last.used + under > last.area.height)


def _filled(strips: Sequence[Strip], area: Area) -> list[Sheet]:
    sheets = [Sheet(area)]
    for chunk in _chunks(strips):
        if sheets[-1].placed and (chunk[0].starts_page or not _fits(sheets[-1], chunk)):
            sheets.append(Sheet(area))
            if chunk[0].head is not None:
                sheets[-1].put(chunk[0].head)
        for strip in chunk:
            if sheets[-1].placed and not _fits(sheets[-1], [strip]):
                sheets.append(Sheet(area))
                if strip.head is not None:
                    sheets[-1].put(strip.head)
            sheets[-1].put(strip)
    return sheets


def _chunks(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    chunk: list[Strip] = []
    for strip in strips:
        if chunk and strip.starts_page:
            yield chunk
            chunk = []
        chunk.append(strip)
        if not strip.keeps:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _fits(sheet: Sheet, chunk: Sequence[Strip]) -> bool:
    return sheet.after(chunk) <= sheet.area.height + EASE


def _snapped(used: float) -> float:
    return -(-(used - EASE) // PITCH) * PITCH


def _blocks(placed: Sequence[tuple[float, Strip]]) -> Iterator[tuple[float, float]]:
    """Where rows of a table stand together."""
    start = end = None
    for at, strip in placed:
        if not any(rule.is_outline for rule in strip.rules):
            continue
        if end is not None and abs(at - end) < EASE:
            end = at + strip.height
        else:
            if start is not None and end is not None:
                yield start, end
            start, end = at, at + strip.height
    if start is not None and end is not None:
        yield start, end
