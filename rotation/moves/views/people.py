"""Putting people into a plan: from the duties of rotation, ticked, or one by hand."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from cadres.people.search import called
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError
from core.listing.filters import unit_field
from core.pages import form_page
from core.units.models import Unit
from rotation.choices import MoveKind
from rotation.moves import forms
from rotation.moves.flow import PlanVerb
from rotation.moves.proposing import MOST, lines, waiting
from rotation.moves.services import arranging
from rotation.moves.views.reach import page_of, page_of_move, plan_for

MOST_OPTIONS = 50
UNIT_BOX = {"id": "unit", "class": "form-select form-select-sm", "data-autosubmit": True}


@login_required
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody whom a duty of rotation asks to be moved, with the reasons; the ticked go in."""
    plan = plan_for(request, pk, PlanVerb.PROPOSE)
    on, fault, status = timezone.localdate(), "", 200
    if request.method == "POST":
        picked = [int(key) for key in request.POST.getlist("pick") if forms.is_key(key)]
        try:
            made = arranging.propose(actor=request.user, plan=plan, people=picked, on=on)
        except DomainError as refusal:
            fault, status = str(refusal), refusal.status
        else:
            messages.success(request, f"已提出 {len(made)} 人。下一步：填写每个人的去向。")
            return redirect(page_of(plan))
    unit, kind = _unit(request), request.GET.get("kind", "")
    if kind not in ("", *MoveKind.values):
        raise Http404
    people = list(waiting(request.user, plan, kind=kind, unit=unit)[: MOST + 1])
    found = lines(people[:MOST], on)
    _log(request, "轮岗交流：提出人选", len(found))
    context = {
        "plan": plan,
        "lines": found,
        "has_more": len(people) > MOST,
        "most": MOST,
        "fault": fault,
        "kind": kind,
        "kinds": _tabs(request, kind),
        "unit": unit,
        "unit_box": unit_field(request.user).widget.render("unit", unit and unit.pk, UNIT_BOX),
        "back": page_of(plan),
    }
    return render(request, "moves/propose.html", context, status=status)


@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """One person by hand, with the reason."""
    plan = plan_for(request, pk, PlanVerb.PROPOSE)
    form = forms.AddPerson(request.POST or None, viewer=request.user, plan=plan)

    def verb(data: dict[str, Any]) -> str:
        move = arranging.add(
            actor=request.user,
            plan=plan,
            cadre=int(data["cadre"]),
            kind=data["kind"],
            reason=data["reason"],
            on=timezone.localdate(),
        )
        return page_of_move(move)

    return form_page(
        request,
        form,
        verb,
        title=f"添加人选：{plan}",
        intro="没有轮岗责任事项、但需要安排的人，在这里写明理由添加。",
        submit="添加人选",
        done="已添加。下一步：填写去向。",
        back=page_of(plan),
    )


@login_required
def people(request: HttpRequest, pk: int) -> JsonResponse:
    """People of the plan's region who answer what was typed: `[{"value", "text"}]`."""
    plan = plan_for(request, pk, PlanVerb.PROPOSE)
    text = request.GET.get("q", "")[:50]
    inside = arranging.proposable(request.user, plan).values("pk")
    rows = called(request.user, text).filter(pk__in=inside)
    found = [
        {"value": key, "text": f"{name}（{title}）"}
        for key, name, title in rows.values_list("pk", "name", "title")[:MOST_OPTIONS]
    ]
    _log(request, "轮岗交流：选择干部", len(found))
    return JsonResponse(found, safe=False)


def _tabs(request: HttpRequest, chosen: str) -> list[dict[str, Any]]:
    """Each kind of move, within the chosen unit."""
    asked = request.GET.get("unit", "")
    unit = {"unit": asked} if asked else {}
    return [
        {
            "label": label,
            "url": "?" + urlencode({"kind": value} | unit if value else unit),
            "current": value == chosen,
        }
        for value, label in (("", "全部"), *MoveKind.choices)
    ]


def _unit(request: HttpRequest) -> Unit | None:
    asked = request.GET.get("unit", "")
    if not asked:
        return None
    if not forms.is_key(asked):
        raise Http404
    return get_object_or_404(Unit.objects.visible_to(request.user), pk=asked)


def _log(request: HttpRequest, label: str, rows: int) -> None:
    record(Action.READ, actor=request.user, subject="planned_moves", label=label, rows=rows)
