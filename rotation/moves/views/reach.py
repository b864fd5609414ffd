"""How every page of a plan begins: the plan or move in scope, and the right to the verb."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.errors import NotAllowed, refuse_if
from core.flows import acts_on
from rotation.moves.flow import PLAN_FLOW, PlanVerb
from rotation.moves.models import PlannedMove, RotationPlan
from rotation.moves.querysets import DEPARTMENTS

ABOUT = ("plan__unit", "cadre__unit", "from_unit", "to_unit", "to_position", "posting")


def seen_plan(request: HttpRequest, pk: int) -> RotationPlan:
    """The plan, or 404."""
    rows = RotationPlan.objects.visible_to(request.user).select_related("unit", "changed_by")
    return get_object_or_404(rows, pk=pk)


def plan_for(request: HttpRequest, pk: int, verb: PlanVerb) -> RotationPlan:
    """The plan, for who may do the verb now: else 404, 403 or 409."""
    plan = seen_plan(request, pk)
    PLAN_FLOW.permit(plan, verb, request.user)
    return plan


def seen_move(request: HttpRequest, pk: int) -> PlannedMove:
    """The move, or 404."""
    rows = PlannedMove.objects.visible_to(request.user).select_related(*ABOUT, "changed_by")
    return get_object_or_404(rows, pk=pk)


def move_for(request: HttpRequest, pk: int, verb: PlanVerb) -> PlannedMove:
    """The move, for who may do the verb in its plan now: else 404, 403 or 409."""
    move = seen_move(request, pk)
    refuse_if(
        not keeps(request, move.plan),
        "轮岗交流计划由组织部门办理；需要的，请联系组织部门。",
        NotAllowed,
    )
    PLAN_FLOW.permit(move.plan, verb, request.user)
    return move


def keeps(request: HttpRequest, plan: RotationPlan) -> bool:
    """Whether the viewer keeps the plan."""
    return acts_on(plan, request.user, frozenset(DEPARTMENTS))


def page_of(plan: RotationPlan) -> str:
    """The address of the plan."""
    return reverse("moves:detail", args=[plan.pk])


def page_of_move(move: PlannedMove) -> str:
    """The address of the move."""
    return reverse("moves:move", args=[move.pk])
