"""What becomes of each move: units answer, the department agrees or drops, somebody arrives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from core.accounts.models import User
from core.audit.models import Action
from core.audit.services import Note, record, record_many
from core.errors import DomainError, NotAllowed, Stale, refuse_if
from rotation.choices import MoveState, Opinion
from rotation.moves.flow import MOVE_FLOW, PLAN_FLOW, MoveVerb, PlanVerb
from rotation.moves.models import Consultation, PlannedMove, RotationPlan
from rotation.moves.querysets import ANSWERERS
from rotation.moves.services.arranging import SUBJECT
from rotation.moves.services.holding import hold, hold_moves, named


@transaction.atomic
def answer(
    *, actor: User, consultation: Consultation, seen: int, opinion: str, words: str, on: date
) -> Consultation:
    """What a unit says of a move that it was asked about; it may say otherwise while one is asking.

    A department writes down what a unit told it on paper.
    """
    plan = RotationPlan.objects.select_for_update(of=("self",)).get(
        moves__consultations=consultation.pk
    )
    rows = Consultation.objects.visible_to(actor, acting_as=ANSWERERS)
    found = (
        rows.select_for_update(of=("self",))
        .select_related("move__cadre", "unit", "changed_by")
        .filter(pk=consultation.pk)
        .first()
    )
    if found is None:
        raise NotAllowed("您的角色不能替这个单位答复；请由该单位的书记、经办人或其组织部门答复。")
    PLAN_FLOW.step(plan.state, PlanVerb.ANSWER)
    refuse_if(found.version != seen, found.stale_sentence(), Stale)
    refuse_if(found.move.state == MoveState.DONE, "该同志已经到岗，不用再答复。")
    if opinion != Opinion.AGREE and not words:
        said = str(Opinion(opinion).label)
        raise ValidationError({"words": f"选“{said}”的要写明情况，请填写说明。"})
    found.change(
        actor=actor,
        seen=seen,
        opinion=opinion,
        words=words,
        answered_on=on,
        answered_by=actor,
    )
    detail = {"单位": str(found.unit), "意见": str(Opinion(opinion).label), "说明": words}
    record(Action.CHANGE, actor=actor, target=found.move, detail=detail)
    return found


@transaction.atomic
def approve(
    *, actor: User, plan: RotationPlan, moves: Sequence[int], note: str, on: date
) -> list[PlannedMove]:
    """Agree to moves, all or none; those agreed to already stay as they are.

    Both units were asked; they have answered, or their time is over; where one does not agree the
    department says why all the same.
    """
    held = hold(plan.pk, PlanVerb.APPROVE, actor=actor)
    found = hold_moves(held, moves, actor=actor)
    rest = [move for move in found if move.state != MoveState.APPROVED]
    for move in rest:
        MOVE_FLOW.step(move.state, MoveVerb.APPROVE)
    bare = [move.cadre for move in rest if move.to_unit_id is None or not move.to_title]
    refuse_if(bare, f"{named(bare)}还没有填写拟任单位和拟任职务，请先填写去向。")
    _refuse_unheard(held, rest, note, on)
    return _judge(actor, rest, MoveVerb.APPROVE, note)


@transaction.atomic
def drop(*, actor: User, plan: RotationPlan, moves: Sequence[int], note: str) -> list[PlannedMove]:
    """Leave moves out, with the reason; those left out already stay as they are."""
    held = hold(plan.pk, PlanVerb.DROP, actor=actor)
    found = hold_moves(held, moves, actor=actor)
    if not note:
        raise ValidationError({"note": "不安排的要写明理由。"})
    rest = [move for move in found if move.state != MoveState.DROPPED]
    for move in rest:
        MOVE_FLOW.step(move.state, MoveVerb.DROP)
    return _judge(actor, rest, MoveVerb.DROP, note)


def _refuse_unheard(plan: RotationPlan, moves: Sequence[PlannedMove], note: str, on: date) -> None:
    """Nobody was asked, somebody still has time to answer, or somebody is against it."""
    said: dict[int, list[str]] = {move.pk: [] for move in moves}
    asked = Consultation.objects.filter(move__in=said).values_list("move", "opinion")
    for key, opinion in asked:
        said[key].append(opinion)
    unasked = [move.cadre for move in moves if not said[move.pk]]
    refuse_if(unasked, f"{named(unasked)}的安排还没有征求单位意见，请先征求意见。")
    if plan.answer_by is not None and on <= plan.answer_by:
        silent = [move.cadre for move in moves if "" in said[move.pk]]
        refuse_if(
            silent,
            f"{named(silent)}的安排还有单位没有答复，答复期限是 {plan.answer_by}；"
            "请等答复，或过了期限再办理。",
        )
    against = [move.cadre for move in moves if Opinion.DISAGREE in said[move.pk]]
    if against and not note:
        raise ValidationError(
            {"note": f"有单位不同意{named(against)}的安排，请写明仍然安排的理由。"}
        )


def _judge(
    actor: User, moves: Sequence[PlannedMove], verb: MoveVerb, note: str
) -> list[PlannedMove]:
    for move in moves:
        move.state = MOVE_FLOW.step(move.state, verb).to
        move.decision_note, move.changed_by = note, actor
        move.version += 1
    fields = ["state", "decision_note", "changed_by", "version"]
    PlannedMove.objects.bulk_update(moves, fields)
    record_many(
        Action.CHANGE,
        actor=actor,
        subject=SUBJECT,
        notes=[Note(move.pk, str(move), {"决定": str(verb.label), "说明": note}) for move in moves],
    )
    return list(moves)


def refuse_unless_waiting(move: PlannedMove) -> None:
    """Raise DomainError unless the move waits for somebody to arrive."""
    if move.state != MoveState.APPROVED:
        raise DomainError(
            f"“{move.cadre}”的安排现在是“{move.get_state_display()}”，"
            "不能登记到岗；请先同意安排并决定计划。"
        )
