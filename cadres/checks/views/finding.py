"""One finding: take its suggestion over, leave it alone for a while, take that back."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cadres.checks import services
from cadres.checks.accepting import accept
from cadres.checks.forms import MuteForm
from cadres.checks.latest import last_run
from cadres.checks.models import Finding, Mended, Mute
from cadres.checks.refreshing import refresh_people
from cadres.checks.refusing import first_mend
from cadres.checks.rules import BY_CODE
from cadres.checks.shown import shown
from cadres.checks.standing import counting, unlooked
from cadres.editing.access import opened
from cadres.people.models import Cadre
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError
from core.pages import bind


@login_required
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """What is wrong, why, and how it is mended; that it is mended, once it is."""
    found = _found(request, pk)
    if found is not None and unlooked(Cadre.objects.filter(pk=found.cadre_id)).exists():
        refresh_people([found.cadre_id], on=timezone.localdate())
        found = _found(request, pk)
    if found is None:
        return _mended(request, pk)
    record(Action.READ, actor=request.user, target=found.cadre, detail={"tab": "校核"})
    return _page(request, found, MuteForm())


@require_POST
@login_required
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the suggestion; a unit's becomes a request."""
    found = _found(request, pk)
    if found is None:
        return _mended(request, pk)
    back = ("cadres:tab", found.cadre_id, "checks")
    seen = request.POST.get("seen", "")
    try:
        asked = accept(
            actor=request.user,
            finding=found,
            editing=opened(request, found.cadre_id),
            seen=int(seen) if seen.isdecimal() and len(seen) < 10 else -1,
            on=timezone.localdate(),
        )
    except ValidationError as refused:
        messages.error(request, first_mend(refused, found))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, "已提交，等待组织部门审核。" if asked else "已采用建议，写入档案。"
        )
    return redirect(*back)


@require_POST
@login_required
def mute(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave it alone until a day, with a reason."""
    found = _found(request, pk)
    if found is None:
        return _mended(request, pk)
    form = MuteForm(request.POST)
    status, _ = bind(form, lambda data: _mute(request, found, data))
    if status != 200:
        return _page(request, found, form, status)
    messages.success(request, "已设为暂不处理。")
    return redirect("checks:detail", pk)


@require_POST
@login_required
def unmute(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the rule speak again."""
    found = get_object_or_404(Mute.objects.visible_to(request.user), pk=pk)
    services.unmute(actor=request.user, mute=found, on=timezone.localdate())
    messages.success(request, "已恢复提示。")
    return redirect("cadres:tab", found.cadre_id, "checks")


def _found(request: HttpRequest, pk: int) -> Finding | None:
    return Finding.objects.visible_to(request.user).filter(pk=pk).first()


def _mended(request: HttpRequest, pk: int) -> HttpResponse:
    """What is no more says so to whoever saw it; 404 for everybody else."""
    rows = Mended.objects.visible_to(request.user).select_related("cadre__unit")
    mended = get_object_or_404(rows, pk=pk)
    record(Action.READ, actor=request.user, target=mended.cadre, detail={"tab": "校核"})
    others = Finding.objects.visible_to(request.user).filter(cadre=mended.cadre_id)
    context = {
        "mended": mended,
        "rule": BY_CODE.get(mended.rule),
        "left": counting(others, timezone.localdate()).count(),
        "last_run": last_run(request.user),
    }
    return render(request, "checks/mended.html", context)


def _mute(request: HttpRequest, found: Finding, data: dict) -> Mute:
    on = timezone.localdate()
    return services.mute(actor=request.user, finding=found, on=on, **data)


def _page(
    request: HttpRequest, found: Finding, form: forms.Form, status: int = 200
) -> HttpResponse:
    rows = Finding.objects.visible_to(request.user).filter(pk=found.pk)
    ones = shown(rows, request.user, timezone.localdate())
    if not ones:  # its rule is no more
        raise Http404
    context = {"one": ones[0], "form": form, "last_run": last_run(request.user)}
    return render(request, "checks/detail.html", context, status=status)
