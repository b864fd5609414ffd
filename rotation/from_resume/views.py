"""Looking through what the résumés say of posts, for one person and for a unit; then writing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from cadres.people.models import Cadre
from cadres.people.querysets import KEEPERS
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError, NotAllowed, refuse_if
from core.listing.filters import unit_field
from core.pages import REFUSED
from core.scoping import roles_of
from core.units.models import Unit
from rotation.from_resume import services
from rotation.from_resume.forms import LineForm
from rotation.from_resume.proposing import Proposal, proposals
from rotation.from_resume.unit_names import UnitNames
from rotation.postings.views.reach import key

NOT_YOURS = "任职由组织部门登记，您不能从简历提取。"
UNIT_BOX = {"id": "unit", "class": "form-select form-select-sm", "data-autosubmit": True}
MOST_PICKED = 6_000


@dataclass(slots=True)
class Row:
    """A line of the page: the proposal, its form, whether it is ticked."""

    one: Proposal
    form: LineForm | None
    is_picked: bool


@login_required
def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Every line of one person, to be put right and ticked."""
    cadre = get_object_or_404(Cadre.objects.visible_to(request.user).select_related("unit"), pk=pk)
    kept = Cadre.objects.kept_by(request.user).exclude(account=request.user.pk)
    refuse_if(not kept.filter(pk=pk).exists(), NOT_YOURS, NotAllowed)
    on = timezone.localdate()
    found = proposals([cadre], UnitNames(request.user), on)
    data = request.POST if request.method == "POST" else None
    picked = set(_picked(request))
    rows = [_row(one, data, picked, request) for one in found]
    status, faults = 200, []
    if data is not None:
        wrong = [row for row in rows if row.is_picked and row.form and not row.form.is_valid()]
        faults = [f"{row.one.span}：{_said(row.form)}" for row in wrong if row.form]
        status = REFUSED
        if not faults:
            right = [
                row.form.put_right(row.one) if row.form and row.is_picked else row.one
                for row in rows
            ]
            try:
                made = services.enter(actor=request.user, picked=[*picked], proposals=right, on=on)
            except DomainError as refusal:
                faults, status = [str(refusal)], refusal.status
            else:
                messages.success(request, _done(len(made)))
                return redirect("cadres:tab", cadre.pk, "postings")
    record(Action.READ, actor=request.user, target=cadre, detail={"page": "从简历提取任职"})
    context = {
        "cadre": cadre,
        "rows": rows,
        "is_left": any(row.form for row in rows),
        "faults": faults,
        "back": reverse("cadres:tab", args=[cadre.pk, "postings"]),
    }
    return render(request, "from_resume/person.html", context, status=status)


@login_required
def of_unit(request: HttpRequest) -> HttpResponse:
    """Everybody of a unit who has no posting yet, with what can be entered as it is."""
    refuse_if(not roles_of(request.user) & KEEPERS, NOT_YOURS, NotAllowed)
    on, unit = timezone.localdate(), _unit(request)
    back = f"{reverse('from_resume:unit')}{f'?unit={unit.pk}' if unit else ''}"
    if request.method == "POST" and request.POST.get("step") == "all":
        job = services.enter_later(actor=request.user, unit=unit)
        return redirect("jobs:detail", job.pk)
    faults, status = [], 200
    if request.method == "POST":
        try:
            count = _enter_picked(request, on)
        except DomainError as refusal:
            faults, status = [str(refusal)], refusal.status
        else:
            messages.success(request, _done(count))
            return redirect(back)
    people = list(services.waiting(request.user, unit)[: services.MOST_AT_ONCE + 1])
    shown = people[: services.MOST_AT_ONCE]
    found = proposals(shown, UnitNames(request.user), on)
    record(
        Action.READ, actor=request.user, subject="cadre", label="从简历提取任职", rows=len(shown)
    )
    groups: dict[int, dict[str, Any]] = {cadre.pk: {"cadre": cadre, "rows": []} for cadre in shown}
    for one in found:
        groups[one.cadre.pk]["rows"].append(one)
    context = {
        "groups": list(groups.values()),
        "unit": unit,
        "unit_box": unit_field(request.user).widget.render("unit", unit and unit.pk, UNIT_BOX),
        "sure": sum(1 for one in found if one.is_sure),
        "doubtful": sum(1 for one in found if one.is_possible and not one.is_sure),
        "has_more": len(people) > services.MOST_AT_ONCE,
        "most": services.MOST_AT_ONCE,
        "faults": faults,
        "back": reverse("postings:list"),
    }
    return render(request, "from_resume/unit.html", context, status=status)


def _enter_picked(request: HttpRequest, on: Any) -> int:
    """The ticked lines, proposed anew out of the résumés as they are now."""
    picked = _picked(request)
    kept = Cadre.objects.kept_by(request.user).exclude(account=request.user.pk)
    people = kept.filter(resume__in=picked).distinct().select_related("unit")
    found = proposals(list(people), UnitNames(request.user), on)
    return len(services.enter(actor=request.user, picked=picked, proposals=found, on=on))


def _row(one: Proposal, data: Any, picked: set[int], request: HttpRequest) -> Row:
    form = LineForm(data, one, request.user) if one.is_possible else None
    is_picked = one.is_sure if data is None else one.key in picked
    return Row(one, form, is_picked)


def _picked(request: HttpRequest) -> list[int]:
    asked = dict.fromkeys(request.POST.getlist("pick")[:MOST_PICKED])
    return [int(text) for text in asked if text.isascii() and text.isdecimal() and len(text) < 19]


def _said(form: LineForm) -> str:
    return "；".join(
        f"{form.fields[name].label}：{text}"
        for name, texts in form.errors.items()
        for text in texts
    )


def _unit(request: HttpRequest) -> Unit | None:
    asked = request.POST.get("unit", "") or request.GET.get("unit", "")
    units = Unit.objects.visible_to(request.user)
    return get_object_or_404(units, pk=key(asked)) if asked else None


def _done(count: int) -> str:
    return f"已登记 {count} 段任职与锻炼。" if count else "这些经历已经登记过了。"
