"""A move is carried out: the posting is written, or one that is there already is its outcome."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from core.accounts.models import User
from core.audit.models import Action
from core.audit.services import record
from core.errors import Stale, refuse_if
from rotation.choices import MoveKind, MoveState, PostingKind, Seat
from rotation.moves.flow import PLAN_FLOW, PlanVerb
from rotation.moves.models import PlannedMove
from rotation.moves.services.deciding import refuse_unless_waiting
from rotation.moves.services.holding import hold, hold_moves
from rotation.postings.models import Posting
from rotation.postings.orders import Order
from rotation.postings.services import take_up


@transaction.atomic
def carry_out(
    *,
    actor: User,
    move: PlannedMove,
    seen: int,
    since: date,
    document: str,
    over_quota_reason: str = "",
    acting: bool = False,
    on: date,
) -> PlannedMove:
    """Write the posting that was decided (轮岗); a second click finds it done.

    The posting ends the former main post and writes the résumé (rotation/postings). Raises
    ValidationError at the fields that the posting refuses.
    """
    found = _held(actor, move)
    if found.state == MoveState.DONE:
        return found
    _refuse(found, seen)
    away = found.kind == MoveKind.INTERNAL and found.cadre.unit_id != found.from_unit_id
    refuse_if(
        away,
        f"“{found.cadre}”已不在{found.from_unit}，不能按内部轮岗登记到岗；请写明理由改为不安排。",
    )
    decided = found.plan.decided_on
    if decided is not None and since < decided:
        raise ValidationError(
            {"since": f"到岗日期 {since} 早于计划的决定日期 {decided}，请核对日期。"}
        )
    order = Order(
        cadre=found.cadre_id,
        kind=PostingKind.ROTATION,
        unit=found.to_unit_id,  # type: ignore[arg-type]  # the database wants it of approved moves
        title=found.to_title,
        level=found.to_level,
        seat=found.to_seat,
        is_leading=_leads(found),
        acting=acting,
        since=since,
        position=found.to_position_id,
        document=document or found.plan.document,
        over_quota_reason=over_quota_reason,
    )
    return _done(actor, found, take_up(actor=actor, order=order, on=on))


@transaction.atomic
def link(*, actor: User, move: PlannedMove, seen: int, posting: int) -> PlannedMove:
    """A posting that was entered elsewhere is the outcome of the move."""
    found = _held(actor, move)
    if found.state == MoveState.DONE:
        return found
    _refuse(found, seen)
    entered = outcomes(found).filter(pk=posting).first()
    if entered is None:
        raise ValidationError({"posting": "没有这条任职，或者它已是别的安排的结果，请刷新页面。"})
    return _done(actor, found, entered)


@transaction.atomic
def restore(*, actor: User, move: PlannedMove, seen: int) -> PlannedMove:
    """The posting was taken back: the move waits again, and a closed plan with it."""
    held = hold(move.plan_id, PlanVerb.RESTORE, actor=actor)
    (found,) = hold_moves(held, [move.pk], actor=actor)
    refuse_if(found.version != seen, found.stale_sentence(), Stale)
    refuse_if(found.state != MoveState.DONE, "这项安排没有登记到岗，不用恢复。")
    refuse_if(
        found.posting is not None and not taken_back(found.posting),
        "任职还在，不能恢复为待到岗；登记有误的，请先撤回这条任职。",
    )
    found.change(actor=actor, seen=seen, state=MoveState.APPROVED, posting=None)
    record(Action.CHANGE, actor=actor, target=found, detail={"恢复": "待到岗"})
    before, to = held.get_state_display(), PLAN_FLOW.step(held.state, PlanVerb.RESTORE).to
    if to != held.state:
        held.change(actor=actor, seen=held.version, state=to)
        states = [str(before), str(held.get_state_display())]
        record(Action.CHANGE, actor=actor, target=held, detail={"状态": states})
    return found


def outcomes(move: PlannedMove) -> QuerySet[Posting, Posting]:
    """Main posts that he took up in that unit since the plan was decided, of no move yet."""
    rows = Posting.objects.real().held().filter(is_main=True, planned_move__isnull=True)
    return rows.filter(cadre=move.cadre_id, unit=move.to_unit_id, since__gte=move.plan.decided_on)


def taken_back(posting: Posting) -> bool:
    """Whether it never was."""
    return posting.ended_on is not None and posting.ended_on <= posting.since


def _held(actor: User, move: PlannedMove) -> PlannedMove:
    held = hold(move.plan_id, PlanVerb.CARRY_OUT, actor=actor)
    (found,) = hold_moves(held, [move.pk], actor=actor)
    PLAN_FLOW.step(held.state, PlanVerb.CARRY_OUT)
    return found


def _refuse(found: PlannedMove, seen: int) -> None:
    refuse_unless_waiting(found)
    refuse_if(found.version != seen, found.stale_sentence(), Stale)


def _leads(found: PlannedMove) -> bool:
    if found.to_position is not None:
        return found.to_position.is_leading
    return found.to_seat != Seat.OTHER


def _done(actor: User, found: PlannedMove, posting: Posting) -> PlannedMove:
    found.change(actor=actor, seen=found.version, state=MoveState.DONE, posting=posting)
    detail = {"到岗": str(posting.since), "任职": str(posting.title)}
    record(Action.CHANGE, actor=actor, target=found, detail=detail)
    return found
