"""How every verb begins: the plan held and asked, and the moves that the actor may touch."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from core.errors import DomainError, NotAllowed, Stale, refuse_if
from rotation.moves.flow import PLAN_FLOW, PlanVerb
from rotation.moves.models import PlannedMove, RotationPlan
from rotation.moves.querysets import DEPARTMENTS

MOST_AT_ONCE = 500
SHOWN = 10  # names that one refusal repeats
OUT_OF_REACH = "所选安排里有不属于您办理范围的，没有做任何更改，请去掉后再办理。"


def hold(plan_pk: int, verb: PlanVerb, *, actor: Any, seen: int | None = None) -> RotationPlan:
    """The plan as it is now, locked until the verb ends.

    Raises NotAllowed, DomainError for a wrong state, Stale when it is not at version `seen`.
    """
    rows = RotationPlan.objects.select_for_update(of=("self",)).select_related("unit", "changed_by")
    held = rows.filter(pk=plan_pk).first()
    if held is None:
        raise DomainError("这个计划已被删除，请返回计划列表。")
    refuse_if(seen is not None and held.version != seen, held.stale_sentence(), Stale)
    PLAN_FLOW.permit(held, verb, actor)
    return held


def hold_moves(plan: RotationPlan, moves: Collection[int], *, actor: Any) -> list[PlannedMove]:
    """Moves of a held plan, locked in the order of their keys; never one about the actor himself.

    Raises NotAllowed when one is out of reach.
    """
    keys = set(moves)
    refuse_if(not keys, "没有选定安排，没有办理；请勾选后再办理。")
    refuse_if(
        len(keys) > MOST_AT_ONCE,
        f"一次最多办理 {MOST_AT_ONCE} 项，现在选了 {len(keys)} 项，请分批办理。",
    )
    rows = PlannedMove.objects.filter(plan=plan, pk__in=keys)
    if actor is not None:
        rows = rows.visible_to(actor, acting_as=DEPARTMENTS.keys())
    locked = rows.select_for_update(of=("self",)).order_by("pk")
    about = ("cadre", "from_unit", "to_unit", "to_position", "posting", "plan", "changed_by")
    found = list(locked.select_related(*about))
    refuse_if(len(found) != len(keys), OUT_OF_REACH, NotAllowed)
    return found


def named(people: Collection[Any]) -> str:
    """The first names, and how many they are."""
    names = "、".join(str(one) for one in list(people)[:SHOWN])
    return names if len(people) <= SHOWN else f"{names}等 {len(people)} 人"
