"""One sheet, and its registration form as a file."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from assessments.rounds.models import Assessment
from assessments.rounds.sheet.content import form_of
from assessments.rounds.sheet.docx import sheet_docx
from assessments.rounds.sheet.pdf import sheets_pdf
from assessments.rounds.shown import hears_why, is_opened, is_told, shown_sheet
from assessments.rounds.views.reach import crumb, seen_sheet
from cadres.exporting.answering import PAPERS, file_response
from core.audit.models import Action
from core.audit.services import record


@login_required
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's year as far as the viewer may read it, and what he can do with it."""
    found = seen_sheet(request, pk)
    log_read(request, found, Action.READ)
    context = shown_sheet(found, request.user, timezone.localdate())
    context |= {"crumbs": crumb_of_own(found)}
    if context["is_opened"] and found.round is not None:
        context["crumbs"] = crumb(found.round, str(found.cadre))
    return render(request, "rounds/sheet.html", context)


@login_required
def paper(request: HttpRequest, pk: int, fmt: str) -> HttpResponse:
    """The form as a file; `?inline=1` shows a PDF instead of keeping it."""
    if fmt not in PAPERS:
        raise Http404
    found, on = seen_sheet(request, pk), timezone.localdate()
    opened = is_opened(found, request.user)
    form = form_of(
        found,
        told=is_told(found, request.user, opened=opened),
        hears=hears_why(found, request.user),
    )
    content = sheets_pdf([form]) if fmt == "pdf" else sheet_docx(form, on=on)
    shown = fmt == "pdf" and request.GET.get("inline") == "1"
    log_read(request, found, Action.PRINT if shown else Action.EXPORT, {"格式": fmt}, rows=1)
    name = f"{found.year}年度考核登记表 {found.cadre.name}"
    return file_response(content, fmt, name, on, is_shown=shown)


def crumb_of_own(found: Assessment) -> list[dict[str, Any]]:
    """The way to a sheet that belongs to no round, or of whoever sees no rounds."""
    return [{"label": "考核登记表", "url": reverse("rounds:sheets")}, {"label": label_of(found)}]


def log_read(
    request: HttpRequest,
    found: Assessment,
    action: Action,
    detail: dict[str, str] | None = None,
    rows: int | None = None,
) -> None:
    """Reading is in the log of the person."""
    record(
        action,
        actor=request.user,
        subject="cadre",
        target=found.cadre,
        label=label_of(found),
        detail=detail,
        rows=rows,
    )


def label_of(found: Assessment) -> str:
    """陈思远 2026 年度考核登记表."""
    return f"{found.cadre} {found.year} 年度考核登记表"
