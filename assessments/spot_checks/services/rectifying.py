"""What a unit answers to findings, and what the department says to that."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.choices import RectificationState, RectificationVerb
from assessments.spot_checks.figures import SpotFigures
from assessments.spot_checks.flow import RECTIFICATION_FLOW
from assessments.spot_checks.models import Rectification, RectificationRound, SpotCheck
from assessments.spot_checks.services.reporting import ROUND_RULES
from cadres.people.querysets import KEEPERS
from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, Stale, refuse_if
from policy.duties.refreshing import refresh
from policy.parameters.figures import in_force

Verb = RectificationVerb


def offered(rectification: Rectification, viewer: Any) -> tuple[str, ...]:
    """The verbs that this viewer has now."""
    verbs = RECTIFICATION_FLOW.offered(rectification, viewer)
    keeps = keeps_check(rectification, viewer)
    return tuple(verb for verb in verbs if verb == Verb.ANSWER or keeps)


def keeps_check(rectification: Rectification, viewer: Any) -> bool:
    """Findings of the city are decided on by the city, whichever county the unit is in."""
    rows = SpotCheck.objects.visible_to(viewer, acting_as=KEEPERS)
    return rows.filter(pk=rectification.check_of_id).exists()


@transaction.atomic
def answer(
    *, actor: Any, rectification: Rectification, seen: int, text: str, on: date
) -> Rectification:
    """The unit says what it has put right."""
    one = _held(rectification, Verb.ANSWER, actor=actor, seen=seen)
    if not text.strip():
        raise ValidationError({"text": ["请写明整改情况：哪些记录怎样改正，不能改的怎样补救。"]})
    _round(one).update(answered_on=on, answered_by=actor, answer=text.strip())
    return _advance(one, Verb.ANSWER, actor, on, answer=text.strip(), answered_on=on)


@transaction.atomic
def accept(
    *, actor: Any, rectification: Rectification, seen: int, remark: str = "", on: date
) -> Rectification:
    """It is enough; the matter is closed."""
    one = _held(rectification, Verb.ACCEPT, actor=actor, seen=seen)
    _round(one).update(decided_on=on, decided_by=actor, is_accepted=True, remark=remark.strip())
    return _advance(one, Verb.ACCEPT, actor, on, remark=remark.strip(), accepted_on=on)


@transaction.atomic
def send_back(
    *, actor: Any, rectification: Rectification, seen: int, remark: str, on: date
) -> Rectification:
    """It is not enough: the unit owes another answer, in a round of its own."""
    one = _held(rectification, Verb.RETURN, actor=actor, seen=seen)
    if not remark.strip():
        raise ValidationError({"remark": ["退回的，请写明还要整改什么。"]})
    due = on + timedelta(days=in_force(SpotFigures, on, one.unit).answer_days)
    _round(one).update(decided_on=on, decided_by=actor, is_accepted=False, remark=remark.strip())
    number = one.round + 1
    RectificationRound.objects.create(rectification=one, number=number, asked_on=on, answer_by=due)
    return _advance(
        one,
        Verb.RETURN,
        actor,
        on,
        remark=remark.strip(),
        round=number,
        answer_by=due,
        answered_on=None,
        answer="",
    )


def _held(rectification: Rectification, verb: Verb, *, actor: Any, seen: int) -> Rectification:
    """The row, locked, after asking the table and who keeps the check."""
    rows = Rectification.objects.select_for_update(of=("self",)).select_related("unit", "check_of")
    one = rows.get(pk=rectification.pk)
    refuse_if(one.version != seen, one.stale_sentence(), Stale)
    RECTIFICATION_FLOW.permit(one, verb, actor)
    refuse_if(
        verb != Verb.ANSWER and not keeps_check(one, actor),
        "整改由发出反馈的组织部审核，您的角色不能办理；请等待审核结果。",
        NotAllowed,
    )
    return one


def _round(one: Rectification) -> Any:
    return RectificationRound.objects.filter(rectification=one, number=one.round)


def _advance(one: Rectification, verb: Verb, actor: Any, on: date, **values: Any) -> Rectification:
    before, to = one.state, RECTIFICATION_FLOW.step(one.state, verb).to
    one.change(actor=actor, seen=one.version, state=to, **values)
    states = [str(RectificationState(state).label) for state in (before, to)]
    detail = {"verb": str(verb.label), "state": states}
    record(Action.CHANGE, actor=actor, target=one, detail=detail)
    refresh(on=on, rules=ROUND_RULES, units=[one.unit_id])
    return one
