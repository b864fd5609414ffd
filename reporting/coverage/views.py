"""The page of coverage by region, its workbook, and the roster by half year."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from core.audit.models import Action
from core.errors import Invalid
from reporting.coverage.charts import talk_chart, trend_chart
from reporting.coverage.meter import meter
from reporting.coverage.table import coverage
from reporting.coverage.trends import trend
from reporting.coverage.workbook import sheet_of
from reporting.structure.access import log, refuse_others, whose
from reporting.structure.forms import PlaceForm
from reporting.structure.frame import frame_of
from reporting.structure.pages import refused, tabs, taken

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
        "excel": f"{reverse('statistics:coverage_workbook')}?{request.GET.urlencode()}",
    }
    return render(request, TEMPLATE, context)


@login_required
def download(request: HttpRequest) -> HttpResponse:
    """The table as a workbook; a question that cannot be read is a page that says why."""
    refuse_others(request.user)
    frame = frame_of(request.user, request.GET)
    found = coverage(frame)
    asked = sum(cell.total for cell in found.total.cells)
    log(Action.EXPORT, request.user, "覆盖和趋势", frame, rows=asked, format="xlsx")
    return taken(request, sheet_of(found, on=frame.on, filed_by=whose(frame)))
