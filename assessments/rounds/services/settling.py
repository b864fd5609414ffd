"""Deciding every sheet of a round at a meeting, and taking that back.

OPEN --settle--> SETTLED --reopen--> OPEN; sheets PROPOSED --decide--> DECIDED and back
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments.rounds.choices import AssessmentState, AssessmentVerb, Outcome, RoundVerb
from assessments.rounds.duties import opening
from assessments.rounds.figures import RoundFigures
from assessments.rounds.flow import ASSESSMENT_FLOW
from assessments.rounds.grading import why_not_excellent
from assessments.rounds.guards import at, refuse_day, refuse_numbers
from assessments.rounds.models import Assessment, Round
from assessments.rounds.quota import quota
from assessments.rounds.services.holding import OWN, grades_changed, hold_round
from cadres.roster.guards import names
from core.audit.models import Action
from core.audit.services import Note, record, record_many
from core.errors import refuse_if
from policy.parameters.figures import in_force


@transaction.atomic
def settle(*, actor: Any, round: Round, seen: int, meeting: str, day: date, on: date) -> Round:
    """What was proposed stands, by a meeting of a day.

    Refused, by name, while a sheet is not proposed, somebody cannot be 优秀, or too many are.
    """
    held = hold_round(round, RoundVerb.SETTLE, actor=actor, seen=seen)
    if not meeting.strip():
        at("meeting", "请写明审定的会议。")
    figures = in_force(RoundFigures, day, held.unit)
    refuse_day("day", day, on, held.opened_on, "考核开始日期")
    first = opening(held.year, figures.month)
    refuse_day("day", day, on, first, f"{held.year} 年度考核月份")
    sheets = _sheets(held)
    refuse_if(
        actor is not None and any(one.cadre.account_id == actor.pk for one in sheets),
        f"您本人在这次考核中。{OWN}",
    )
    _refuse_unready(held, sheets, figures, actor)
    told = quota(held, day)
    refuse_if(told.is_exceeded, f"优秀超过名额：{told.words}。{_excellent(sheets)}")
    decision = f"{day} {meeting.strip()}审定"
    Assessment.objects.filter(pk__in=[one.pk for one in sheets]).update(
        state=ASSESSMENT_FLOW.step(AssessmentState.PROPOSED, AssessmentVerb.DECIDE).to,
        outcome=F("proposed"),
        decided_on=day,
        decision=decision,
        version=F("version") + 1,
        changed_by=actor,
        changed_at=timezone.now(),
    )
    return _finish(
        actor, held, sheets, RoundVerb.SETTLE, on, settled_on=day, meeting=meeting.strip()
    )


@transaction.atomic
def reopen(*, actor: Any, round: Round, seen: int, reason: str, on: date) -> Round:
    """The grades do not stand any more: proposed again, and what people said to them is gone.

    Refused, by name, where somebody has objected: that is answered by a review.
    """
    held = hold_round(round, RoundVerb.REOPEN, actor=actor, seen=seen)
    if not reason.strip():
        at("reason", "请写明重新办理的原因。")
    sheets = _sheets(held)
    objected = [one.cadre for one in sheets if one.objected_on is not None]
    refuse_if(
        objected, f"{names(objected)}已申请复核，请用“复核”变更等次，这次考核不能整体重新办理。"
    )
    Assessment.objects.filter(pk__in=[one.pk for one in sheets]).update(
        state=AssessmentState.PROPOSED,
        outcome="",
        decided_on=None,
        decision="",
        person_opinion="",
        person_on=None,
        version=F("version") + 1,
        changed_by=actor,
        changed_at=timezone.now(),
    )
    return _finish(
        actor, held, sheets, RoundVerb.REOPEN, on, reason.strip(), settled_on=None, meeting=""
    )


def _sheets(round: Round) -> list[Assessment]:
    """The sheets of a round, locked, in the order of the list."""
    rows = Assessment.objects.select_for_update(of=("self",), no_key=True).filter(round=round)
    return list(rows.select_related("cadre").order_by("cadre__sort_key", "pk"))


def _refuse_unready(
    round: Round, sheets: list[Assessment], figures: RoundFigures, actor: Any
) -> None:
    refuse_if(not sheets, f"{round}没有登记表，不能审定；请先添加人员。")
    waiting = [one.cadre for one in sheets if one.state != AssessmentState.PROPOSED]
    refuse_if(
        waiting, f"{names(waiting)}还没有提出等次，不能审定；请先逐人提出等次，或者移出本次考核。"
    )
    refuse_if(round.headcount is None, "还没有填写参加考核总人数，无法核对优秀名额，请先填写。")
    named = ("headcount", "others_excellent", "percent", "percent_document")
    refuse_numbers({name: getattr(round, name) for name in named}, figures, len(sheets))
    hoped = [one for one in sheets if one.proposed == Outcome.EXCELLENT]
    refused = why_not_excellent(hoped, actor)
    refuse_if(refused, "".join(refused.values()))


def _excellent(sheets: list[Assessment]) -> str:
    people = [one.cadre for one in sheets if one.proposed == Outcome.EXCELLENT]
    return f"建议优秀的有{names(people)}，请调整后再审定。" if people else "请核对名册外优秀人数。"


def _finish(
    actor: Any,
    round: Round,
    sheets: list[Assessment],
    verb: RoundVerb,
    on: date,
    reason: str = "",
    **values: Any,
) -> Round:
    """The round's own state, a row of the log about each, and whatever hangs on the grades."""
    state = {RoundVerb.SETTLE: "settled", RoundVerb.REOPEN: "open"}[verb]
    round.change(actor=actor, seen=round.version, state=state, **values)
    detail: dict[str, Any] = {"操作": str(verb.label)} | ({"原因": reason} if reason else {})
    record(
        Action.CHANGE,
        actor=actor,
        subject="rounds",
        target=round,
        label=str(round),
        detail=detail,
    )
    record_many(
        Action.CHANGE,
        actor=actor,
        subject="cadre",
        notes=(
            Note(
                one.cadre_id, f"{one.cadre} {one.year} 年度考核", {"操作": f"年度考核{verb.label}"}
            )
            for one in sheets
        ),
    )
    grades_changed([one.cadre_id for one in sheets], on=on)
    return round
