"""How a round stands: its people in order, and what it still lacks before it can be settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from assessments.rounds.choices import AssessmentState, Outcome, RoundState, RoundVerb
from assessments.rounds.flow import ROUND_FLOW
from assessments.rounds.grading import why_not_excellent
from assessments.rounds.models import Assessment, Round
from assessments.rounds.querysets import TOLD, AssessmentQuerySet
from assessments.rounds.quota import Quota
from assessments.rounds.services.holding import is_himself
from core.scoping import Viewer

MOST_NAMED = 30
OPEN_TO_GRADES = (AssessmentState.APPRAISING, AssessmentState.PROPOSED)


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a round; `grade` is "" where the viewer must not read it."""

    sheet: Assessment
    grade: str
    is_decided: bool
    may_grade: bool
    is_own: bool = False
    comment: str = ""
    chosen: str = ""

    @property
    def grade_label(self) -> str:
        """In words."""
        return str(Outcome(self.grade).label) if self.grade else ""


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing, and of whom."""

    label: str
    people: tuple[Assessment, ...] = ()
    more: int = 0
    url: str = ""  # where it is filled in, for who may


def lines_of(
    one: Round, viewer: Viewer, *, may_grade: bool, given: Mapping[str, str] | None = None
) -> list[Line]:
    """Everybody in the round whom the viewer sees, in the order of the unit.

    `given` is what was chosen and written in rows (`grade-<pk>`, `comment-<pk>`) and refused.
    """
    given = given or {}
    rows = Assessment.objects.visible_to(viewer).filter(round=one)
    rows = rows.select_related("cadre", "unit").order_by("cadre__sort_key", "pk")
    opened = AssessmentQuerySet.opened_to(viewer)
    read = set(rows.filter(opened).order_by().values_list("pk", flat=True))
    return [
        _line(sheet, viewer, given, reads=sheet.pk in read, may_grade=may_grade) for sheet in rows
    ]


def _line(
    sheet: Assessment, viewer: Viewer, given: Mapping[str, str], *, reads: bool, may_grade: bool
) -> Line:
    decided = sheet.state in TOLD
    told = reads or decided
    grade = (sheet.outcome if decided else sheet.proposed) if told else ""
    own = is_himself(sheet, viewer)
    can = may_grade and reads and sheet.state in OPEN_TO_GRADES and not own
    return Line(
        sheet,
        grade,
        decided,
        can,
        is_own=own,
        comment=given.get(f"comment-{sheet.pk}", sheet.comment) if can else "",
        chosen=given.get(f"grade-{sheet.pk}", sheet.proposed) if can else "",
    )


def judges_himself(lines: Sequence[Line]) -> bool:
    """The viewer is in the round and not decided: counts of grades would tell him his own."""
    return any(line.is_own and not line.is_decided for line in lines)


def lacks(one: Round, lines: Sequence[Line], quota: Quota | None, viewer: Viewer) -> list[Lack]:
    """What stands between an open round and its meeting, by name; without the quota if None."""
    if one.state == RoundState.SETTLED:
        return []
    by_state: dict[str, list[Assessment]] = {}
    for line in lines:
        by_state.setdefault(line.sheet.state, []).append(line.sheet)
    hoped = [line.sheet for line in lines if line.grade == Outcome.EXCELLENT]
    against = why_not_excellent(hoped, viewer).values()
    named = [
        _lack("还没有提交本人总结", by_state.get(AssessmentState.SUMMARY, [])),
        _lack("还没有提出等次", by_state.get(AssessmentState.APPRAISING, [])),
        _lack("审定由他人办理，您本人在这次考核中", [one.sheet for one in lines if one.is_own]),
    ]
    found = [lack for lack in named if lack.people]
    if not lines:
        found.append(Lack("这次考核还没有人员"))
    if one.headcount is None:
        edits = RoundVerb.EDIT in ROUND_FLOW.offered(one, viewer)
        page = reverse("rounds:edit", args=[one.pk]) if edits else ""
        found.append(Lack("还没有填写参加考核总人数，算不出优秀名额", url=page))
    if quota is not None and quota.is_exceeded:
        found.append(Lack(f"优秀超出名额 {-(quota.left or 0)} 人，调整等次后才能审定"))
    return found + [Lack(sentence) for sentence in against]


def _lack(label: str, sheets: list[Assessment]) -> Lack:
    return Lack(label, tuple(sheets[:MOST_NAMED]), max(len(sheets) - MOST_NAMED, 0))


def bar_of(quota: Quota) -> dict[str, Any]:
    """The bar of the quota: a native meter, and the colour of its words."""
    light = "none"
    if quota.allowed is not None:
        light = "red" if quota.is_exceeded else "yellow" if not quota.left else "green"
    return {"most": max(quota.allowed or 0, quota.used, 1), "light": light}
