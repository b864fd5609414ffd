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
from cadres.checks.models import Finding, Mute
from cadres.checks.shown import shown
from cadres.editing.access import opened
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError
from core.pages import bind


@login_required
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """What is wrong, why, and how it is mended; the form that leaves it alone."""
    found = get_object_or_404(Finding.objects.visible_to(request.user), pk=pk)
    record(Action.READ, actor=request.user, target=found.cadre, detail={"tab": "校核"})
    return _page(request, found, MuteForm())


@require_POST
@login_required
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the suggestion; a unit's becomes a request."""
    found = get_object_or_404(Finding.objects.visible_to(request.user), pk=pk)
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
        messages.error(request, f"没有写入，档案里要先改正：{'；'.join(refused.messages)}")
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
    found = get_object_or_404(Finding.objects.visible_to(request.user), pk=pk)
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
