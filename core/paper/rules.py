"""Rules of a grid: rectangles, of which neighbours share their sides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rectangle in mm: its outline `stroke` wide, or filled with a `grey` of 0 to 1, or red."""

    x: float
    y: float
    w: float
    h: float
    stroke: float = 0.25
    grey: float | None = None
    red: bool = False

    @property
    def is_outline(self) -> bool:
        """Not filled."""
        return self.grey is None and not self.red


def once(rules: Iterable[Rule]) -> Iterator[tuple[Point, Point]]:
    """The outlines as lines, each part drawn once: drawn twice it is darker on a screen."""
    across: dict[float, list[Point]] = defaultdict(list)
    down: dict[float, list[Point]] = defaultdict(list)
    for rule in rules:
        left, top = round(rule.x, 2), round(rule.y, 2)
        right, bottom = round(rule.x + rule.w, 2), round(rule.y + rule.h, 2)
        for y in (top, bottom):
            across[y].append((left, right))
        for x in (left, right):
            down[x].append((top, bottom))
    for y, spans in across.items():
        yield from (((start, y), (end, y)) for start, end in _joined(spans))
    for x, spans in down.items():
        yield from (((x, start), (x, end)) for start, end in _joined(spans))


def _joined(spans: list[Point]) -> Iterator[Point]:
    """Overlapping and adjoining spans made one."""
    first, *others = sorted(spans)
    start, end = first
    for another, its_end in others:
        if another > end:
            yield start, end
            start, end = another, its_end
        end = max(end, its_end)
    yield start, end
