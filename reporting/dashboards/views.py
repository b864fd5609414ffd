"""The dashboards: of the city, of a county, of a unit, by what the viewer sees."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.audit.models import Action
from core.errors import DomainError
from core.scoping import roles_of
from core.shell.panels import DEPARTMENTS
from reporting.dashboards.dashboard import Dashboard
from reporting.structure.access import log, refuse_others
from reporting.structure.forms import PlaceForm
from reporting.structure.frame import frame_of
from reporting.structure.pages import refused

TEMPLATE = "dashboards/dashboard.html"


@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    """Everything at a glance; every number and mark opens what is behind it."""
    refuse_others(request.user)
    form = PlaceForm(request.GET, viewer=request.user)
    context: dict[str, Any] = {"form": form, "on": timezone.localdate()}
    try:
        frame = frame_of(request.user, request.GET)
        found = Dashboard(frame)
        context |= {"on": frame.on, "found": found, "people": found.picture.people}
        context["targets"] = found.targets
    except DomainError as refusal:
        return refused(request, TEMPLATE, context, refusal)
    context["is_department"] = bool(DEPARTMENTS & roles_of(request.user))
    log(Action.READ, request.user, "看板", frame, rows=found.picture.people)
    return render(request, TEMPLATE, context)
