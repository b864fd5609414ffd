"""What is decided of ticked moves, and what units answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.audit.models import Action
from core.audit.services import record
from core.listing.selection import Selection
from core.pages import bind, form_page
from rotation.moves import forms
from rotation.moves.entities import PLANNED_MOVES
from rotation.moves.flow import PlanVerb
from rotation.moves.models import Consultation, PlannedMove, RotationPlan
from rotation.moves.querysets import ANSWERERS
from rotation.moves.services import arranging, deciding
from rotation.moves.services.holding import MOST_AT_ONCE
from rotation.moves.views.reach import page_of, page_of_move, plan_for

SHOWN = 20  # people that a confirmation lists
SAID = {
    PlanVerb.APPROVE: "同意以后，计划决定了才登记到岗。",
    PlanVerb.DROP: "不安排的留在计划里，写明理由。",
    PlanVerb.REMOVE: "没有征求过意见的人选从计划里移出，不留记录在计划里。",
}


@require_POST
@login_required
def judge(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Agree to the ticked, leave them out, or take them out: look at exactly who, confirm."""
    plan = plan_for(request, pk, PlanVerb(verb))
    selection = Selection(PLANNED_MOVES, request.user, request.POST)
    keys = selection.rows().order_by().values("pk")
    rows = PlannedMove.objects.visible_to(request.user).filter(plan=plan, pk__in=keys)
    chosen = rows.select_related("cadre", "to_unit").order_by("cadre__sort_key", "pk")
    found = list(chosen[: MOST_AT_ONCE + 1])
    confirmed = "confirmed" in request.POST
    form = forms.Note(request.POST if confirmed else None)
    status = 200
    if confirmed:
        status, _ = bind(form, lambda data: _do(request, plan, verb, found, data["note"]))
        if status == 200:
            messages.success(request, f"{len(found)} 人已{PlanVerb(verb).label}。")
            return redirect(page_of(plan))
    record(Action.READ, actor=request.user, target=plan, rows=min(len(found), SHOWN))
    context = {
        "title": str(PlanVerb(verb).label),
        "said": SAID[PlanVerb(verb)],
        "plan": plan,
        "form": form,
        "has_note": verb != PlanVerb.REMOVE,
        "shown": found[:SHOWN],
        "count": len(found),
        "more": max(len(found) - SHOWN, 0),
        "keys": [move.pk for move in found],
        "back": page_of(plan),
    }
    return render(request, "moves/judge.html", context, status=status)


def _do(
    request: HttpRequest, plan: RotationPlan, verb: str, moves: list[PlannedMove], note: str
) -> Any:
    keys = [move.pk for move in moves]
    given: dict[str, Any] = {"actor": request.user, "plan": plan, "moves": keys}
    match verb:
        case PlanVerb.APPROVE:
            return deciding.approve(note=note, on=timezone.localdate(), **given)
        case PlanVerb.DROP:
            return deciding.drop(note=note, **given)
        case PlanVerb.REMOVE:
            return arranging.remove(**given)
    raise PermissionDenied


@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What a unit says of a move."""
    rows = Consultation.objects.visible_to(request.user, acting_as=ANSWERERS)
    found = get_object_or_404(
        rows.select_related(
            "move__cadre", "move__plan", "move__from_unit", "move__to_unit", "unit"
        ),
        pk=pk,
    )
    move = found.move
    initial = {"seen": found.version, "opinion": found.opinion, "words": found.words}

    def verb(data: dict[str, Any]) -> str:
        deciding.answer(actor=request.user, consultation=found, on=timezone.localdate(), **data)
        return page_of_move(move)

    return form_page(
        request,
        forms.Answer(request.POST or None, initial=initial),
        verb,
        title=f"{found.unit}（{found.get_side_display()}）对{move.cadre}安排的意见",  # type: ignore[attr-defined]
        intro=(
            f"{move.cadre}，{move.from_title}，"
            f"拟{move.get_kind_display()}到{move.to_unit or '未定'}　{move.to_title}。"  # type: ignore[attr-defined]
            f"答复期限 {move.plan.answer_by}。"
        ),
        submit="答复",
        done="已答复。",
        back=page_of_move(move),
    )
