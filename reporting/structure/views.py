"""The pages of the statistics: the structure of the roster, on the screen and as a workbook."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from core.audit.models import Action
from core.errors import Invalid
from reporting.structure.access import log, refuse_others, whose
from reporting.structure.asking import Question, question
from reporting.structure.chart import chart
from reporting.structure.forms import TableForm, filled
from reporting.structure.pages import refused, tabs, taken
from reporting.structure.table import table
from reporting.structure.workbook import sheet_of

TEMPLATE = "statistics/structure.html"


@login_required
def structure(request: HttpRequest) -> HttpResponse:
    """People by any two dimensions; every number opens the roster."""
    refuse_others(request.user)
    form = TableForm(filled(request.GET), viewer=request.user)
    context: dict[str, Any] = {"form": form, "on": timezone.localdate(), "here": tabs("structure")}
    try:
        asked = question(request.user, request.GET)
        found = table(asked.frame, asked.rows, asked.columns)
    except Invalid as refusal:
        return refused(request, TEMPLATE, context, refusal)
    log(Action.READ, request.user, _label(asked), asked.frame, rows=found.total.total.number)
    query = request.GET.urlencode()
    context |= {
        "on": asked.frame.on,
        "table": found,
        "chart": chart(found),
        "title": _title(asked),
        "whose": whose(asked.frame),
        "excel": f"{reverse('statistics:workbook')}?{query}",
    }
    return render(request, TEMPLATE, context)


@login_required
def download(request: HttpRequest) -> HttpResponse:
    """The same table as a workbook; a question that cannot be read is a page that says why."""
    refuse_others(request.user)
    asked = question(request.user, request.GET)
    found = table(asked.frame, asked.rows, asked.columns)
    log(
        Action.EXPORT,
        request.user,
        _label(asked),
        asked.frame,
        rows=found.total.total.number,
        format="xlsx",
    )
    return taken(request, sheet_of(found, title=_title(asked), filed_by=whose(asked.frame)))


def _title(asked: Question) -> str:
    what = f"{asked.rows.label}、{asked.columns.label}" if asked.columns else asked.rows.label
    return f"优秀年轻干部队伍结构统计表（按{what}）"


def _label(asked: Question) -> str:
    columns = f" × {asked.columns.label}" if asked.columns else ""
    return f"结构统计：{asked.rows.label}{columns}"
