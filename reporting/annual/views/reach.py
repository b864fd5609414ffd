"""Fetching what a page speaks of: one call each, through the door."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.asking import LONGEST_PK
from reporting.annual.models import AnnualReport, Filing

LONGEST_NUMBER = 5  # digits of the number of a filing


def seen_report(request: HttpRequest, pk: int) -> AnnualReport:
    """A report in scope; 404 for any other."""
    if len(str(pk)) > LONGEST_PK:
        raise Http404
    rows = AnnualReport.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("unit", "collector", "changed_by"), pk=pk)


def seen_filing(request: HttpRequest, report: AnnualReport, number: int) -> Filing:
    """The filing of that number; 404 for one that there is not."""
    if len(str(number)) > LONGEST_NUMBER:
        raise Http404
    rows = Filing.objects.visible_to(request.user).filter(report=report)
    return get_object_or_404(rows.select_related("filed_by"), number=number)


def page_of(report: AnnualReport, anchor: str = "") -> str:
    """Its address, or of a cell on its page."""
    address = reverse("annual:detail", args=[report.pk])
    return f"{address}#{anchor}" if anchor else address


def crumb(report: AnnualReport | None, *more: str) -> list[dict[str, Any]]:
    """The way to a page below a report, for components/crumb.html."""
    way: list[dict[str, Any]] = [{"label": "年度报告", "url": reverse("annual:list")}]
    if report is not None:
        label = f"{report.unit.short_name} {report.year}"
        way.append({"label": label, "url": page_of(report)})
    return way + [{"label": label} for label in more]
