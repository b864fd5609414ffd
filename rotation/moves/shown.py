"""What the page of a plan says: its stages, facts, tabs, buttons."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Count
from django.urls import reverse

from core.accounts.models import User
from rotation.choices import MoveState, PlanState
from rotation.moves.flow import PlanVerb
from rotation.moves.models import PlannedMove, RotationPlan

# The verbs that have a page of their own, in the order of the buttons.
PAGES = {
    PlanVerb.EDIT: "moves:edit",
    PlanVerb.PROPOSE: "moves:propose",
    PlanVerb.CONSULT: "moves:consult",
    PlanVerb.DECIDE: "moves:decide",
    PlanVerb.REOPEN: "moves:reopen",
    PlanVerb.CLOSE: "moves:close",
    PlanVerb.DISCARD: "moves:discard",
}
ROW_VERBS = (PlanVerb.APPROVE, PlanVerb.DROP, PlanVerb.REMOVE)


def stages(plan: RotationPlan) -> list[dict[str, Any]]:
    """The life of a plan with where it is."""
    return [{"label": state.label, "is_current": state == plan.state} for state in PlanState]


def counts_of(plan: RotationPlan, viewer: User) -> dict[str, int]:
    """How many moves in scope are in each state that some are in."""
    rows = PlannedMove.objects.visible_to(viewer).filter(plan=plan)
    return dict(rows.order_by().values_list("state").annotate(number=Count("pk")))


def facts(plan: RotationPlan, counts: dict[str, int]) -> list[dict[str, Any]]:
    """For components/facts.html."""
    said = "，".join(f"{state.label} {counts[state]}" for state in MoveState if state in counts)
    return [
        {"label": "地区", "value": plan.unit.short_name},
        {"label": "人选", "value": said},
        {"label": "答复期限", "value": str(plan.answer_by or "")},
        {"label": "决定日期", "value": str(plan.decided_on or "")},
        {"label": "文号", "value": plan.document},
        {"label": "说明", "value": plan.note, "is_wide": True},
    ]


def tabs(counts: dict[str, int], chosen: Sequence[str]) -> list[dict[str, Any]]:
    """Everybody, and each state that somebody is in."""
    every = {"label": "全部", "url": "?", "current": not chosen, "count": sum(counts.values())}
    return [
        every,
        *(
            {
                "label": state.label,
                "url": f"?state={state.value}",
                "current": [*chosen] == [state],
                "count": counts[state],
            }
            for state in MoveState
            if state in counts
        ),
    ]


def nobody(verbs: Collection[str]) -> dict[str, str]:
    """What stands where moves would be, for components/empty.html."""
    if PlanVerb.PROPOSE in verbs:
        text = "点“提出人选”，从轮岗责任事项里勾选；没有责任事项的，用“添加人选”。"
        return {"title": "还没有人选", "text": text}
    return {"title": "没有人选", "text": "这个计划里没有您能看到的人选。"}


def following(verbs: Collection[str], counts: dict[str, int]) -> str:
    """The next step of a plan; nothing while single moves are decided or carried out."""
    if not counts:
        return PlanVerb.PROPOSE
    if PlanVerb.DISCARD in verbs:
        return PlanVerb.CONSULT
    if PlanVerb.DECIDE in verbs and not counts.get(MoveState.PROPOSED):
        return PlanVerb.DECIDE
    if PlanVerb.CLOSE in verbs and not counts.get(MoveState.APPROVED):
        return PlanVerb.CLOSE
    return ""


def buttons(
    plan: RotationPlan, verbs: Collection[str], counts: dict[str, int]
) -> list[dict[str, Any]]:
    """The verbs of the whole plan."""
    main = following(verbs, counts)
    found = [
        {
            "label": PlanVerb(verb).label,
            "url": reverse(page, args=[plan.pk]),
            "is_main": verb == main,
            "is_apart": verb == PlanVerb.DISCARD,
        }
        for verb, page in PAGES.items()
        if verb in verbs
    ]
    if PlanVerb.PROPOSE in verbs:
        by_hand = {"label": "添加人选", "url": reverse("moves:add", args=[plan.pk])}
        found.insert(2, by_hand | {"is_main": False, "is_apart": False})
    return found


def row_verbs(plan: RotationPlan, verbs: Collection[str]) -> list[dict[str, str]]:
    """What is done to the ticked moves."""
    return [
        {"label": str(verb.label), "url": reverse("moves:judge", args=[plan.pk, verb.value])}
        for verb in ROW_VERBS
        if verb in verbs
    ]
