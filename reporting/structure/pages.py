"""What the pages of the statistics have in common: their tabs, and a question that is refused."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.errors import DomainError, Invalid

TABS = (("structure", "队伍结构"), ("targets", "使用目标"), ("coverage", "覆盖和趋势"))


def tabs(current: str) -> list[dict[str, Any]]:
    """The pages of the statistics, for components/tabs.html."""
    return [
        {"label": label, "url": reverse(f"statistics:{name}"), "current": name == current}
        for name, label in TABS
    ]


def refused(
    request: HttpRequest, template: str, context: dict[str, Any], refusal: DomainError
) -> HttpResponse:
    """The page with what was wrong with its question, or which figure nobody has set."""
    faults = [str(refusal)]
    if isinstance(refusal, Invalid):
        faults = [text for texts in refusal.fields.values() for text in texts]
    return render(request, template, context | {"faults": faults}, status=refusal.status)
