"""A strip across the 版心: what pages are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from core.paper.drawing import Line
from core.paper.rules import Rule


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing (SVG) in a strip."""

    x: float
    y: float
    w: float
    h: float
    svg: str


class Cling(IntEnum):
    """How much a strip should stay with the next one: rather would a table be broken anywhere
    than so that a row stands alone."""

    NOT = 0
    GLADLY = 1
    MORE = 2


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip that is never broken: `height` mm; its marks are at their x on the page, and at y
    from the strip's own top.

    It begins on a line of the grid if it `snaps`, stays with the next one if it `keeps`, and where
    that costs no page if it `clings`. `head` stands above it again where it begins a page.
    """

    height: float
    lines: tuple[Line, ...] = ()
    rules: tuple[Rule, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    keeps: bool = False
    clings: Cling = Cling.NOT
    snaps: bool = True
    starts_page: bool = False
    head: Strip | None = None
