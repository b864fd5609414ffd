"""A plan from its draft to its end."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q

from core.accounts.models import User
from core.audit.models import Action
from core.audit.services import changes, record
from core.choices import UnitKind
from core.errors import NotAllowed, refuse_if
from core.units.models import Unit
from rotation.choices import MoveState, Side
from rotation.moves.flow import PLAN_FLOW, PlanVerb
from rotation.moves.models import Consultation, RotationPlan
from rotation.moves.querysets import DEPARTMENTS
from rotation.moves.services.holding import hold, named

REGIONS = (UnitKind.CITY, UnitKind.COUNTY)
FIRST_YEAR, LAST_YEAR = 2000, 2199


@transaction.atomic
def create(*, actor: User, unit: Unit, year: int, note: str = "") -> RotationPlan:
    """A draft of a city or county in the actor's reach; one a year."""
    reach = Unit.objects.visible_to(actor, acting_as=DEPARTMENTS.keys())
    refuse_if(
        not reach.filter(pk=unit.pk).exists(),
        "轮岗交流计划由市、县（区）委组织部制订，您的角色不能办理；请联系组织部门。",
        NotAllowed,
    )
    refuse_if(unit.kind not in REGIONS, f"“{unit}”不是市或县（区），请另选地区。")
    plan = RotationPlan(unit=unit, year=year, note=note, changed_by=actor)
    plan.full_clean(exclude=["changed_by"])
    plan.save(force_insert=True)
    record(Action.CREATE, actor=actor, target=plan, detail={"地区": str(unit), "年度": str(year)})
    return plan


@transaction.atomic
def edit(
    *, actor: User, plan: RotationPlan, seen: int, note: str, answer_by: date | None
) -> RotationPlan:
    """Other words, or another day by which units answer."""
    held = hold(plan.pk, PlanVerb.EDIT, actor=actor, seen=seen)
    values: dict[str, Any] = {"note": note, "answer_by": answer_by}
    told = changes({name: getattr(held, name) for name in values}, values)
    if told:
        held.change(actor=actor, seen=seen, **values)
        record(Action.CHANGE, actor=actor, target=held, detail=told)
    return held


@transaction.atomic
def consult(*, actor: User, plan: RotationPlan, seen: int, answer_by: date, on: date) -> int:
    """Ask both units of every move that was not asked about yet; returns how many were asked.

    A move within one unit is asked about once. Clause 3.1.3.
    """
    held = hold(plan.pk, PlanVerb.CONSULT, actor=actor, seen=seen)
    refuse_if(answer_by < on, f"答复期限 {answer_by} 已经过去，请填今天或以后的日期。")
    moves = list(
        held.moves.filter(state__in=(MoveState.PROPOSED, MoveState.APPROVED))
        .select_related("cadre")
        .order_by("cadre__sort_key")
    )
    refuse_if(not moves, "计划里还没有人选，请先提出人选。")
    lacking = [move.cadre for move in moves if move.to_unit_id is None]
    refuse_if(lacking, f"{named(lacking)}还没有填写拟任单位，请先填写去向，再征求意见。")
    asked = set(Consultation.objects.filter(move__plan=held).values_list("move", "side"))
    new = [
        Consultation(move=move, unit_id=unit, side=side, asked_on=on, changed_by=actor)
        for move in moves
        for side, unit in ((Side.FROM, move.from_unit_id), (Side.TO, move.to_unit_id))
        if (move.pk, side) not in asked
        and not (side == Side.TO and move.to_unit_id == move.from_unit_id)
    ]
    refuse_if(
        not new and answer_by == held.answer_by,
        "需要征求意见的单位都已征求过，没有新的单位要征求。",
    )
    Consultation.objects.bulk_create(new)
    to = PLAN_FLOW.step(held.state, PlanVerb.CONSULT).to
    held.change(actor=actor, seen=held.version, state=to, answer_by=answer_by)
    detail = {"征求意见": f"{len(new)} 条", "答复期限": str(answer_by)}
    record(Action.CHANGE, actor=actor, target=held, detail=detail)
    return len(new)


@transaction.atomic
def decide(
    *, actor: User, plan: RotationPlan, seen: int, decided_on: date, document: str, on: date
) -> RotationPlan:
    """The department has decided; from now on it is carried out."""
    held = hold(plan.pk, PlanVerb.DECIDE, actor=actor, seen=seen)
    refuse_if(decided_on > on, f"决定日期 {decided_on} 还没有到，请在当天或以后办理。")
    refuse_if(not held.moves.exists(), "计划里没有人选，不能决定；请先提出人选。")
    refuse_if(
        held.moves.filter(state=MoveState.PROPOSED).exists(),
        "还有安排没有逐项决定，请对每个人选“同意安排”或“不安排”后再决定计划。",
    )
    last = Consultation.objects.filter(move__plan=held).aggregate(day=Max("asked_on"))["day"]
    refuse_if(
        last is not None and decided_on < last,
        f"决定日期 {decided_on} 早于征求意见的日期 {last}，请核对日期。",
    )
    return _advance(held, PlanVerb.DECIDE, actor, decided_on=decided_on, document=document)


@transaction.atomic
def reopen(*, actor: User, plan: RotationPlan, seen: int, reason: str) -> RotationPlan:
    """Back to consulting, to correct it; what was carried out stays."""
    held = hold(plan.pk, PlanVerb.REOPEN, actor=actor, seen=seen)
    return _advance(held, PlanVerb.REOPEN, actor, reason, decided_on=None)


@transaction.atomic
def close(*, actor: User, plan: RotationPlan, seen: int) -> RotationPlan:
    """The end, when nothing waits to be carried out.

    A move whose posting was taken back was not carried out.
    """
    held = hold(plan.pk, PlanVerb.CLOSE, actor=actor, seen=seen)
    undone = Q(posting__isnull=True) | Q(posting__ended_on=F("posting__since"))
    waiting = Q(state=MoveState.APPROVED) | Q(state=MoveState.DONE) & undone
    refuse_if(
        held.moves.filter(waiting).exists(),
        "还有同意安排的没有到岗，请登记到岗，或写明理由改为不安排，再办结。",
    )
    return _advance(held, PlanVerb.CLOSE, actor)


@transaction.atomic
def discard(*, actor: User, plan: RotationPlan, seen: int) -> None:
    """Delete a draft with what was proposed in it: nobody was asked yet."""
    held = hold(plan.pk, PlanVerb.DISCARD, actor=actor, seen=seen)
    number = held.moves.count()
    record(Action.DELETE, actor=actor, target=held, detail={"地区": str(held.unit)}, rows=number)
    held.delete()


def _advance(
    held: RotationPlan, verb: PlanVerb, actor: User, note: str = "", **values: Any
) -> RotationPlan:
    before, to = held.get_state_display(), PLAN_FLOW.step(held.state, verb).to
    held.change(actor=actor, seen=held.version, state=to, **values)
    detail: dict[str, Any] = {"状态": [str(before), str(held.get_state_display())]}
    detail |= {"说明": note} if note else {}
    detail |= {name: str(value) for name, value in values.items() if value}
    record(Action.CHANGE, actor=actor, target=held, detail=detail)
    return held
