"""The page of coverage by region, and of the roster by half year."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.audit.models import Action
from core.errors import Invalid
from reporting.coverage.charts import talk_chart, trend_chart
from reporting.coverage.meter import meter
from reporting.coverage.table import coverage
from reporting.coverage.trends import trend
from reporting.structure.access import log, refuse_others, whose
from reporting.structure.forms import PlaceForm
from reporting.structure.frame import frame_of
from reporting.structure.pages import refused, tabs

TEMPLATE = "statistics/coverage.html"


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Talks, mentoring, rotation and assessments as of a day; every number opens what is behind."""
    refuse_others(request.user)
    form = PlaceForm(request.GET, viewer=request.user)
    context: dict[str, Any] = {"form": form, "on": timezone.localdate(), "here": tabs("coverage")}
    try:
        frame = frame_of(request.user, request.GET)
    except Invalid as refusal:
        return refused(request, TEMPLATE, context, refusal)
    found, points = coverage(frame), trend(frame)
    log(Action.READ, request.user, "覆盖和趋势", frame, rows=points[-1].size)
    context |= {
        "on": frame.on,
        "found": found,
        "points": points,
        "meter": meter(frame),
        "talk_chart": talk_chart(found),
        "trend_chart": trend_chart(points),
        "whose": whose(frame),
    }
    return render(request, TEMPLATE, context)
