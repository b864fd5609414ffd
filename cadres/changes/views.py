"""Pages of requests: the list, and one request with the department's opinion."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cadres.changes import deciding, services
from cadres.changes.entities import CHANGES
from cadres.changes.forms import DecideForm
from cadres.changes.models import ChangeRequest, Decision, RequestState
from cadres.people.models import Cadre
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError, NotAllowed
from core.listing.views import list_page
from core.pages import REFUSED

READ_ONLY = "变更由管理该同志的组织部门审核，您的角色不能审核。"


@login_required
def changes(request: HttpRequest) -> HttpResponse:
    """Every request in scope, those that wait first."""
    return list_page(request, CHANGES)


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One request, old and new of each field; a department decides here."""
    asked = get_object_or_404(
        ChangeRequest.objects.visible_to(request.user).select_related(
            "cadre__unit", "asked_by", "decided_by"
        ),
        pk=pk,
    )
    fields = list(asked.fields.all())
    waits = asked.state == RequestState.OPEN
    may_decide = waits and Cadre.objects.kept_by(request.user).filter(pk=asked.cadre_id).exists()
    form = DecideForm(
        request.POST or None,
        pending=[f for f in fields if may_decide and f.decision == Decision.PENDING],
    )
    status = 200
    if request.method == "POST":
        if not may_decide:
            raise (
                DomainError("这份变更已经办结或撤回，请刷新页面查看。")
                if not waits
                else NotAllowed(READ_ONLY)
            )
        status, outcome = _decide(request, asked, form)
        if outcome is not None:
            return _answered(request, asked, outcome)
    else:
        record(Action.READ, actor=request.user, target=asked.cadre, label=str(asked))
    context = {
        "asked": asked,
        "form": form,
        "decided": [f for f in fields if not may_decide or f.decision != Decision.PENDING],
        "may_decide": may_decide,
        "may_withdraw": waits and asked.asked_by_id == request.user.pk,
    }
    return render(request, "changes/detail.html", context, status=status)


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own request."""
    asked = get_object_or_404(ChangeRequest.objects.visible_to(request.user), pk=pk)
    services.withdraw(actor=request.user, request=asked)
    messages.success(request, "已撤回。")
    return redirect("changes:detail", pk)


def _decide(request: HttpRequest, asked: ChangeRequest, form: DecideForm) -> tuple[int, Any]:
    """Status and outcome; a refusal is put into the form."""
    if not form.is_valid():
        return REFUSED, None
    try:
        outcome = deciding.decide(
            actor=request.user, request=asked, on=timezone.localdate(), choices=form.choices()
        )
    except ValidationError as refused:
        for field, errors in refused.error_dict.items():
            form.put(field, errors)
        return REFUSED, None
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return refusal.status, None
    return 200, outcome


def _answered(
    request: HttpRequest, asked: ChangeRequest, outcome: deciding.Outcome
) -> HttpResponse:
    for sentence in outcome.left.values():
        messages.warning(request, sentence)
    if outcome.approved or outcome.rejected:
        messages.success(
            request, f"已同意 {len(outcome.approved)} 项，不同意 {len(outcome.rejected)} 项。"
        )
    return redirect("changes:detail", asked.pk)
