"""What the pages of the statistics have in common: tabs, workbooks, questions that are refused."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from cadres.exporting.naming import safe
from core.errors import DomainError, Invalid
from core.workbook import XLSX
from reporting.structure.book import Sheet, book_of

TABS = (("structure", "队伍结构"), ("targets", "使用目标"), ("coverage", "覆盖和趋势"))


def tabs(current: str) -> list[dict[str, Any]]:
    """The pages of the statistics, for components/tabs.html."""
    return [
        {"label": label, "url": reverse(f"statistics:{name}"), "current": name == current}
        for name, label in TABS
    ]


def taken(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """A sheet as a file, named by its day and title."""
    content = book_of(sheet, made_by=str(request.user), made_at=timezone.localtime())
    response = HttpResponse(content, content_type=XLSX)
    name = safe(f"{sheet.on:%Y.%m.%d} {sheet.title}")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")
    response["Cache-Control"] = "private, no-store"
    return response


def refused(
    request: HttpRequest, template: str, context: dict[str, Any], refusal: DomainError
) -> HttpResponse:
    """The page with what was wrong with its question, or which figure nobody has set."""
    faults = [str(refusal)]
    if isinstance(refusal, Invalid):
        faults = [text for texts in refusal.fields.values() for text in texts]
    return render(request, template, context | {"faults": faults}, status=refusal.status)
