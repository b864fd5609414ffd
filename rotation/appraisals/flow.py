"""The way of a sheet from side to side: (state, verb) -> where it leads, and who may."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import BooleanField, Case, TextChoices, Value, When

from core.errors import DomainError, NotAllowed, refuse_if
from core.scoping import Viewer
from rotation.appraisals.models import Appraisal
from rotation.appraisals.querysets import TURN, Side, on_side
from rotation.choices import AppraisalState
from rotation.postings.models import Posting
from rotation.postings.querysets import PostingQuerySet

OFFICES = frozenset({Side.UNIT, Side.HOST, Side.DEPARTMENT})


class Verb(TextChoices):
    """What is done to a sheet."""

    WRITE = "write", "填写个人总结"
    SUBMIT = "submit", "提交个人总结"
    JUDGE = "judge", "作出鉴定"
    COMMENT = "comment", "签署派出单位意见"
    CONCLUDE = "conclude", "签署组织部门意见"
    SEND_BACK = "send_back", "退回"
    REOPEN = "reopen", "重新办理"


@dataclass(frozen=True, slots=True)
class Step:
    """Where a verb leads, and which sides may do it."""

    to: str
    sides: frozenset[Side]


def _step(state: AppraisalState, to: AppraisalState) -> Step:
    return Step(to, frozenset(TURN[state]))


S = AppraisalState
TABLE: dict[tuple[str, str], Step] = {
    (S.DRAFT, Verb.WRITE): _step(S.DRAFT, S.DRAFT),
    (S.DRAFT, Verb.SUBMIT): _step(S.DRAFT, S.HOST),
    (S.HOST, Verb.JUDGE): _step(S.HOST, S.SENDER),
    (S.SENDER, Verb.COMMENT): _step(S.SENDER, S.DEPARTMENT),
    (S.DEPARTMENT, Verb.CONCLUDE): _step(S.DEPARTMENT, S.CONCLUDED),
    (S.HOST, Verb.SEND_BACK): _step(S.HOST, S.DRAFT),
    (S.SENDER, Verb.SEND_BACK): _step(S.SENDER, S.HOST),
    (S.DEPARTMENT, Verb.SEND_BACK): _step(S.DEPARTMENT, S.SENDER),
    (S.CONCLUDED, Verb.REOPEN): Step(S.DEPARTMENT, frozenset({Side.DEPARTMENT})),
}


def sides_of(posting: Posting, viewer: Viewer) -> frozenset[Side]:
    """On which sides of a posting the viewer stands; one statement."""
    stands = [
        Case(
            When(on_side(PostingQuerySet, viewer, side), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        )
        for side in Side
    ]
    rows = Posting.objects.filter(pk=posting.pk).order_by().values_list(*stands)
    found = rows.first() or ()
    return frozenset(side for side, stood in zip(Side, found, strict=False) if stood)


def is_moot(sheet: Appraisal) -> bool:
    """Whether the posting was taken back: there is nothing to appraise."""
    return sheet.posting.ended_on == sheet.posting.since


def permit(sheet: Appraisal, verb: Verb, sides: Collection[Side]) -> Step:
    """The step; raises NotAllowed for who may not, DomainError for another state."""
    found = None if is_moot(sheet) else TABLE.get((sheet.state, verb))
    may = frozenset().union(*(step.sides for (_, v), step in TABLE.items() if v == verb))
    allowed = found.sides if found else may
    refuse_if(
        not allowed & frozenset(sides),
        f"这份鉴定表现在由“{sheet.get_state_display()}”一方办理，您不能{verb.label}；请等对方办理。",
        NotAllowed,
    )
    refuse_if(is_moot(sheet), "这次派出已经撤回，鉴定表不再办理；请打开派出记录查看。")
    if found is None:
        needed = "、".join(str(S(state).label) for state, v in TABLE if v == verb)
        raise DomainError(
            f"鉴定表现在是“{sheet.get_state_display()}”，不能{verb.label}；"
            f"{verb.label}要在“{needed}”时办理，请刷新页面核对。"
        )
    return found


def offered(sheet: Appraisal, sides: Collection[Side]) -> tuple[Verb, ...]:
    """The verbs that somebody on these sides has now."""
    held = frozenset() if is_moot(sheet) else frozenset(sides)
    return tuple(
        verb
        for verb in Verb
        if (step := TABLE.get((sheet.state, verb))) is not None and step.sides & held
    )
