"""Pages of the log, for the auditor."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.audit.entities import AUDIT
from core.audit.jobs import VERIFY
from core.audit.models import Action, AuditEntry, AuditLink
from core.audit.services import record
from core.choices import Role
from core.jobs.models import FINISHED, Job, State
from core.jobs.services import enqueue
from core.listing.views import list_page
from core.scoping import roles_of


@login_required
def log(request: HttpRequest) -> HttpResponse:
    """The log, newest first; reading it is logged too."""
    _auditor_only(request)
    head = AuditLink.objects.order_by("-position").first()
    return list_page(request, AUDIT, template="audit/list.html", head=head)


@login_required
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One log row with its seal."""
    found = get_object_or_404(
        AuditEntry.objects.visible_to(request.user).select_related("link"), pk=pk
    )
    record(Action.READ, actor=request.user, subject="audit", label=f"日志 {pk}")
    return render(request, "audit/detail.html", {"entry": found, "facts": _facts(found.detail)})


@require_POST
@login_required
def check(request: HttpRequest) -> HttpResponse:
    """Have the whole log checked; a check of one's own that is under way is shown instead."""
    _auditor_only(request)
    open_ones = _checks(request).exclude(state__in=FINISHED)
    job = open_ones.first() or enqueue(actor=request.user, kind=VERIFY, label="核对封存链")
    return redirect("jobs:detail", job.pk)


@login_required
def verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """What a check found."""
    _auditor_only(request)
    job = get_object_or_404(_checks(request).filter(state=State.SUCCEEDED), pk=pk)
    context = {"job": job, "outcome": job.outcome, "problems": job.problems.all()[:200]}
    return render(request, "audit/verdict.html", context)


def _checks(request: HttpRequest) -> QuerySet[Job]:
    return Job.objects.visible_to(request.user).filter(kind=VERIFY)


def _facts(detail: dict[str, Any]) -> list[dict[str, Any]]:
    """Each item of a detail: a change as old and new, anything else as text."""
    return [
        {"name": name, "was": value[0], "now": value[1]}
        if isinstance(value, list) and len(value) == 2
        else {"name": name, "text": value}
        for name, value in detail.items()
    ]


def _auditor_only(request: HttpRequest) -> None:
    """To everybody else the log is not there."""
    if Role.AUDITOR not in roles_of(request.user):
        raise Http404
