"""The page of clauses 2.1–2.4, and its workbook."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from core.audit.models import Action
from core.errors import DomainError
from reporting.structure.access import log, refuse_others, whose
from reporting.structure.forms import PlaceForm
from reporting.structure.frame import frame_of
from reporting.structure.pages import refused, tabs, taken
from reporting.targets.chart import target_chart
from reporting.targets.standing import targets
from reporting.targets.workbook import sheet_of

TEMPLATE = "statistics/targets.html"


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Who reached which target since the programme began; every number opens its people."""
    refuse_others(request.user)
    form = PlaceForm(request.GET, viewer=request.user)
    context: dict[str, Any] = {"form": form, "on": timezone.localdate(), "here": tabs("targets")}
    try:
        frame = frame_of(request.user, request.GET)
        found = targets(frame)
    except DomainError as refusal:
        return refused(request, TEMPLATE, context, refusal)
    log(Action.READ, request.user, "使用目标", frame, rows=found.people)
    context |= {
        "on": frame.on,
        "found": found,
        "chart": target_chart(found),
        "whose": whose(frame),
        "people_url": frame.url(standing="all"),
        "excel": f"{reverse('statistics:targets_workbook')}?{request.GET.urlencode()}",
    }
    return render(request, TEMPLATE, context)


@login_required
def download(request: HttpRequest) -> HttpResponse:
    """The same as a workbook; a question that cannot be read is a page that says why."""
    refuse_others(request.user)
    frame = frame_of(request.user, request.GET)
    found = targets(frame)
    log(Action.EXPORT, request.user, "使用目标", frame, rows=found.people, format="xlsx")
    return taken(request, sheet_of(found, filed_by=whose(frame)))
