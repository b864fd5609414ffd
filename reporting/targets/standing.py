"""The four targets as they stand on a day: aimed at, expected by now, reached, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cadres.choices import Tier
from reporting.structure.frame import Frame
from reporting.structure.shares import percent
from reporting.targets.figures import YEAR_KEY, Programme, TargetFigures, programme_of
from reporting.targets.reached import numbers

CLAUSES = {Tier.FIRST: "2.1", Tier.SECOND: "2.2", Tier.THIRD: "2.3", Tier.FOURTH: "2.4"}
POSTS = {
    Tier.FIRST: "乡镇、县直副职，市直中层副职",
    Tier.SECOND: "乡镇、县直正职，市直中层正职",
    Tier.THIRD: "副县级",
    Tier.FOURTH: "正县级，或进入正县级后备库",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One target."""

    tier: Tier
    clause: str
    posts: str
    reached: int
    url: str
    target: int
    expected: int

    @property
    def percent(self) -> str:
        """Reached of the target."""
        return percent(self.reached, self.target)

    @property
    def is_behind(self) -> bool:
        """Whether fewer have reached it than would have, were they to come evenly."""
        return self.reached < self.expected


@dataclass(frozen=True, slots=True)
class Targets:
    """`is_whole`: of the whole city, whose targets they are; a part of it has no target alone."""

    on: date
    programme: Programme
    lines: tuple[Line, ...]
    is_whole: bool

    @property
    def people(self) -> int:
        """Who has reached any of them."""
        return sum(line.reached for line in self.lines)


def targets(frame: Frame) -> Targets:
    """The targets of a question. Three statements; raises Missing."""
    programme = programme_of(frame.values(TargetFigures, more=(YEAR_KEY,)), frame.on)
    # Only the root has a path of one step.
    seen = [frame.unit.path] if frame.unit else [scope.path for scope in frame.viewer.scopes]
    is_whole = any(path.count("/") == 1 for path in seen)
    rows = None if frame.is_everybody else frame.listing_of(standing="all").rows
    found = numbers(rows, frame.on, programme.since)
    return Targets(
        frame.on,
        programme,
        tuple(
            Line(
                tier,
                CLAUSES[tier],
                POSTS[tier],
                found[tier],
                frame.url(standing="all", reached=str(tier.value)),
                programme.figures.target(tier),
                programme.expected(tier, frame.on),
            )
            for tier in Tier
        ),
        is_whole,
    )
