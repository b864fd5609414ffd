"""Paper ballots as pages show them: who has entered what, and, to these two alone, what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assessments.polls.choices import VotingMode
from assessments.polls.models import Electorate, Poll
from assessments.polls.paper import Standing, standing
from core.scoping import Viewer

PAIR = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One category of paper ballots, and what the viewer can do about it."""

    electorate: Electorate
    colour: str
    words: str
    label: str  # of the button; "" where there is nothing for him to do
    is_own: bool
    differences: tuple[Any, ...]


def lacks_paper(poll: Poll) -> bool:
    """Whether the paper of some category is not agreed yet."""
    return any(not standing(one).is_agreed for one in _on_paper(poll))


def lines_for(poll: Poll, viewer: Viewer) -> list[Line]:
    """A line per category that votes on paper."""
    return [_line(standing(one), viewer) for one in _on_paper(poll)]


def is_appraised(poll: Poll, viewer: Viewer) -> bool:
    """Whether the viewer himself is on the ballot: he counts nothing."""
    return poll.subjects.filter(cadre__account=viewer.pk).exists()


def _on_paper(poll: Poll) -> list[Electorate]:
    return list(poll.electorates.filter(mode=VotingMode.PAPER).order_by("category"))


def _line(found: Standing, viewer: Viewer) -> Line:
    names = "、".join(str(counter) for counter in found.counters)
    is_own = any(counter.pk == viewer.pk for counter in found.counters)
    if not found.counters:
        colour, words = "none", "还没有录入"
    elif len(found.counters) < PAIR:
        colour, words = "yellow", f"{names}已录入，等另一人录入核对"
    elif found.differences:
        colour, words = "red", f"{names}录入的有 {len(found.differences)} 处不一致"
    else:
        colour, words = "green", f"{names}录入的一致"
    label = "更正" if is_own else "录入" if len(found.counters) < PAIR else ""
    told = found.differences if is_own else ()
    return Line(found.electorate, colour, words, label, is_own, told)
