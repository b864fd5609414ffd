"""Who is in a plan, and where each goes: proposed from reasons or by hand, filled in, taken out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from cadres.people.models import Cadre
from cadres.people.querysets import CadreQuerySet
from core.accounts.models import User
from core.accounts.querysets import not_of_oneself
from core.audit.models import Action
from core.audit.services import Note, changes, record, record_many
from core.errors import NotAllowed, Stale, refuse_if
from rotation.choices import MoveKind, MoveState, Side
from rotation.meter.reasons import Reason, reasons_for
from rotation.moves.destinations import Destination, faults, placed
from rotation.moves.flow import PlanVerb
from rotation.moves.models import PlannedMove, RotationPlan
from rotation.moves.querysets import DEPARTMENTS
from rotation.moves.services.holding import MOST_AT_ONCE, hold, hold_moves, named

SUBJECT = "plannedmove"


def proposable(actor: User, plan: RotationPlan) -> QuerySet[Cadre, Cadre]:
    """People whom the actor may put into the plan: serving, of its region, not himself."""
    roles = frozenset(DEPARTMENTS)
    condition = CadreQuerySet.scope_condition(actor, roles)
    rows = Cadre.objects.filter(not_of_oneself(condition, actor, "account")).serving()
    return rows.filter(unit_path__startswith=plan.unit.path)


@transaction.atomic
def propose(
    *, actor: User, plan: RotationPlan, people: Sequence[int], on: date
) -> list[PlannedMove]:
    """Put people into the plan for the reasons that there are today; those in it already stay.

    The number of statements does not depend on how many they are. Raises DomainError that names
    whoever has no reason. Clause 3.1.3.
    """
    held = hold(plan.pk, PlanVerb.PROPOSE, actor=actor)
    wanted = _people(actor, held, people)
    why = reasons_for([one.pk for one in wanted], on)
    idle = [one for one in wanted if not why.get(one.pk)]
    refuse_if(
        idle,
        f"{named(idle)}现在没有轮岗交流的依据，没有提出；确需安排的，请用“添加人选”并写明理由。",
    )
    moves = [_move(held, one, why[one.pk][0].kind, written(why[one.pk]), actor) for one in wanted]
    return _write(actor, held, moves, wanted)


@transaction.atomic
def add(
    *, actor: User, plan: RotationPlan, cadre: int, kind: str, reason: str, on: date
) -> PlannedMove:
    """Put somebody into the plan for a reason given by hand, beside those that there are."""
    held = hold(plan.pk, PlanVerb.PROPOSE, actor=actor)
    there = held.moves.filter(cadre=cadre).first()
    if there is not None:
        raise ValidationError({"cadre": "该同志已在这个计划里，请修改原来的安排。"})
    (one,) = _people(actor, held, [cadre])
    known = written(reasons_for([one.pk], on).get(one.pk, []))
    by_hand = {"rule": "", "sentence": reason, "facts": []}
    move = _move(held, one, MoveKind(kind), [by_hand, *known], actor)
    return _write(actor, held, [move], [one])[0]


@transaction.atomic
def arrange(
    *, actor: User, move: PlannedMove, seen: int, kind: str, to: Destination, on: date
) -> PlannedMove:
    """Where somebody goes, or another kind; a new place is asked and decided about anew."""
    held = hold(move.plan_id, PlanVerb.ARRANGE, actor=actor)
    (found,) = hold_moves(held, [move.pk], actor=actor)
    refuse_if(found.version != seen, found.stale_sentence(), Stale)
    refuse_if(
        found.state == MoveState.DONE,
        f"“{found.cadre}”已经到岗，不能再改去向；登记错了的，请先“恢复待到岗”。",
    )
    to = placed(to)
    wrong = faults(actor, held, found, MoveKind(kind), to, on)
    if wrong:
        raise ValidationError(wrong)
    values: dict[str, Any] = {"kind": kind, **to.values()}
    before = {name: getattr(found, name) for name in values}
    told = changes(before, values)
    if not told:
        return found
    unit_changed = before["to_unit"] != to.unit
    if unit_changed:
        found.consultations.filter(side=Side.TO).delete()
    if {"to_unit", "to_title", "to_level"} & told.keys() and found.state != MoveState.PROPOSED:
        values |= {"state": MoveState.PROPOSED, "decision_note": ""}
    found.change(actor=actor, seen=seen, **values)
    labels = {name: str(PlannedMove._meta.get_field(name).verbose_name) for name in told}  # type: ignore[union-attr]
    detail = {labels[name]: value for name, value in told.items()}
    record(Action.CHANGE, actor=actor, target=found, detail=detail)
    return found


@transaction.atomic
def remove(*, actor: User, plan: RotationPlan, moves: Sequence[int]) -> int:
    """Take people out of a plan before units were asked about them; returns how many.

    Whoever units were asked about is dropped with a reason instead, so that it can be read later.
    """
    held = hold(plan.pk, PlanVerb.REMOVE, actor=actor)
    found = hold_moves(held, moves, actor=actor)
    keys = [move.pk for move in found]
    asked = [move.cadre for move in found if move.consultations.exists()] if keys else []
    refuse_if(
        asked, f"{named(asked)}已征求过单位意见，不能移出；不再安排的，请选“不安排”并写明理由。"
    )
    record_many(
        Action.DELETE,
        actor=actor,
        subject=SUBJECT,
        notes=[Note(move.pk, f"{move.cadre} {held}", {}) for move in found],
    )
    PlannedMove.objects.filter(pk__in=keys).delete()
    return len(keys)


def written(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    """Reasons as they are kept with a move."""
    return [
        {"rule": one.rule, "sentence": one.sentence, "facts": list(one.facts)} for one in reasons
    ]


def _people(actor: User, plan: RotationPlan, people: Sequence[int]) -> list[Cadre]:
    keys = set(people)
    refuse_if(not keys, "没有勾选任何人，请至少勾选一人。")
    refuse_if(
        len(keys) > MOST_AT_ONCE,
        f"一次最多提出 {MOST_AT_ONCE} 人，现在选了 {len(keys)} 人，请分批办理。",
    )
    rows = proposable(actor, plan).filter(pk__in=keys).select_related("unit")
    found = list(rows.order_by("sort_key", "pk"))
    refuse_if(
        len(found) != len(keys),
        f"所选的人里有不在{plan.unit}范围内或已不在职的，没有做任何更改，请刷新页面重选。",
        NotAllowed,
    )
    return found


def _move(
    plan: RotationPlan, one: Cadre, kind: MoveKind, reasons: list[dict[str, Any]], actor: User
) -> PlannedMove:
    inside = kind == MoveKind.INTERNAL
    return PlannedMove(
        plan=plan,
        cadre=one,
        kind=kind,
        reasons=reasons,
        from_unit_id=one.unit_id,
        from_title=one.title[:200],
        to_unit_id=one.unit_id if inside else None,
        changed_by=actor,
    )


def _write(
    actor: User, plan: RotationPlan, moves: Sequence[PlannedMove], people: Sequence[Cadre]
) -> list[PlannedMove]:
    there = set(plan.moves.values_list("cadre", flat=True))
    new = PlannedMove.objects.bulk_create(move for move in moves if move.cadre_id not in there)
    names = {one.pk: str(one) for one in people}
    record_many(
        Action.CREATE,
        actor=actor,
        subject=SUBJECT,
        notes=[
            Note(
                move.pk,
                f"{names[move.cadre_id]} {plan}",
                {
                    "类别": str(MoveKind(move.kind).label),
                    "依据": [reason["sentence"] for reason in move.reasons],
                },
            )
            for move in new
        ],
    )
    return new
