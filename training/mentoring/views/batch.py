"""Pairing many at once: fill in, look over, do; nothing is written before the last step."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError, NotAllowed, refuse_if
from core.listing.filters import unit_field
from core.pages import REFUSED
from core.scoping import roles_of
from core.units.models import Unit
from training.mentoring import services
from training.mentoring.batch import MOST, CommonForm, lines, typed_orders, waiting
from training.mentoring.checking import checked
from training.mentoring.querysets import PAIRERS
from training.mentoring.views.reach import key

NOT_YOURS = "帮带人由单位和组织部门落实，您的角色不能办理。"
UNIT_BOX = {"id": "unit", "class": "form-select form-select-sm", "data-autosubmit": True}
KEPT = ("since", "rhythm", "people", "goals", "content", "document")


@login_required
def pairing(request: HttpRequest) -> HttpResponse:
    """Everybody in a unit who has no mentor or will soon have none, each with a proposal."""
    refuse_if(not roles_of(request.user) & PAIRERS, NOT_YOURS, NotAllowed)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    form = CommonForm(request.POST or None)
    if step not in ("preview", "confirm"):
        return _page(request, CommonForm(initial=_kept(request)), [], 200)
    if not form.is_valid():
        return _page(request, form, [], REFUSED)
    typed = typed_orders(request.POST, form.cleaned_data, request.user)
    if typed.faults:
        return _page(request, form, typed.faults, REFUSED)
    if step == "preview":
        return _preview(request, form, typed.orders)
    try:
        made = services.pair_many(actor=request.user, orders=typed.orders, on=timezone.localdate())
    except DomainError as refusal:
        return _preview(request, form, typed.orders, str(refusal), refusal.status)
    messages.success(request, f"已为 {len(made)} 人落实帮带人。")
    return redirect("mentoring:list")


def _unit(request: HttpRequest) -> Unit | None:
    asked = request.POST.get("unit", "") or request.GET.get("unit", "")
    return (
        get_object_or_404(Unit.objects.visible_to(request.user), pk=key(asked)) if asked else None
    )


def _kept(request: HttpRequest) -> dict[str, Any]:
    """What was typed, when somebody comes back from looking over."""
    return {name: request.POST[name] for name in KEPT if name in request.POST}


def _page(request: HttpRequest, form: CommonForm, faults: list[str], status: int) -> HttpResponse:
    on, unit = timezone.localdate(), _unit(request)
    people = list(waiting(request.user, on, unit)[: MOST + 1])
    typed = request.POST if request.method == "POST" else None
    shown = lines(request.user, people[:MOST], on, typed)
    field = unit_field(request.user)
    record(
        Action.READ, actor=request.user, subject="mentorships", label="落实帮带人", rows=len(shown)
    )
    context = {
        "form": form,
        "lines": shown,
        "unit": unit,
        "unit_box": field.widget.render("unit", unit and unit.pk, UNIT_BOX),
        "has_more": len(people) > MOST,
        "most": MOST,
        "faults": faults,
        "missing": sum(1 for one in shown if not one.seen),
        "ending": sum(1 for one in shown if one.seen),
        "back": reverse("mentoring:list"),
    }
    return render(request, "mentoring/pairing.html", context, status=status)


def _preview(
    request: HttpRequest, form: CommonForm, orders: list, refusal: str = "", status: int = 200
) -> HttpResponse:
    """Exactly which pairs; what cannot be, and what needs a reason."""
    found = checked(orders, timezone.localdate(), locked=False)
    context = {
        "form": form,
        "pairs": found,
        "refused": sum(1 for one in found if one.refusals),
        "unusual": sum(1 for one in found if one.concerns and not one.refusals),
        "unit": _unit(request),
        "kept": [(name, request.POST.get(name, "")) for name in KEPT],
        "reason": request.POST.get("reason", ""),
        "refusal": refusal,
        "back": reverse("mentoring:pairing"),
    }
    return render(request, "mentoring/preview.html", context, status=status)
