"""Findings: the list, and one with its evidence and what was done with it."""

from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string

from assessments.findings.entities import ALL, CONDUCT_FINDINGS, STANDS, WHICH, WITHDRAWN
from assessments.findings.forms import AttachEvidence
from assessments.findings.models import ConductFinding, FindingFile, FindingRevision
from assessments.findings.services import label_of, log_about
from assessments.findings.views.reach import departments_alone, seen_finding
from core.audit.models import Action, AuditEntry
from core.listing.nothing import filled_by
from core.listing.views import list_page

NOTHING = {"title": "还没有组织认定", "text": "组织部门认定的问题会列在这里，只有组织部门看得到。"}
LATEST = 50  # rows of what was done


@login_required
def findings(request: HttpRequest) -> HttpResponse:
    """The findings in scope; for anybody but a department there is no such page."""
    departments_alone(request)
    return list_page(
        request,
        CONDUCT_FINDINGS,
        template="findings/list.html",
        above="findings/tabs.html",
        tabs=_tabs(request),
        nothing=filled_by(NOTHING, "findings:create", "登记认定"),
    )


def _tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """有效, 已撤销, 全部, with their numbers."""
    chosen = request.GET.get(WHICH.name) or WHICH.default
    withdrawn = Q(withdrawn_on__isnull=False)
    rows = ConductFinding.objects.visible_to(request.user).order_by()
    number = rows.aggregate(n=Count("pk"), gone=Count("pk", filter=withdrawn))
    counts = {STANDS: number["n"] - number["gone"], WITHDRAWN: number["gone"], ALL: number["n"]}
    return [
        {
            "label": label,
            "url": f"{reverse('findings:list')}?{WHICH.name}={name}",
            "current": name == chosen,
            "count": counts[name] or "",
        }
        for name, label in WHICH.options.items()
    ]


@login_required
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding; that it was read is logged."""
    found = seen_finding(request, pk)
    log_about(Action.READ, request.user, found, {"操作": "查看认定"})
    return render(request, "findings/detail.html", whole(request, found, AttachEvidence()))


def whole(request: HttpRequest, found: ConductFinding, form: forms.Form) -> dict[str, Any]:
    """What the page of a finding shows."""
    doings = AuditEntry.objects.filter(subject="conductfinding", subject_id=str(found.pk))
    return {
        "finding": found,
        "facts": _facts(found) + _cases(request, found),
        "files": FindingFile.objects.visible_to(request.user).filter(finding=found),
        "revisions": _revisions(request, found),
        "doings": [
            (row, row.detail.get("操作", ""), "、".join(row.detail.get("修改", ())))
            for row in doings.order_by("-pk")[:LATEST]
        ],
        "form": form,
    }


def _revisions(request: HttpRequest, found: ConductFinding) -> list[tuple[Any, list[Any]]]:
    """Each with what changed: label, old, new; choices by their words."""
    rows = FindingRevision.objects.visible_to(request.user).filter(finding=found)
    return [
        (
            row,
            [
                (label_of(name), *map(partial(_said, name), pair))
                for name, pair in row.changes.items()
            ],
        )
        for row in rows.select_related("made_by")
    ]


def _said(name: str, value: str) -> str:
    words = dict(ConductFinding._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
    return str(words.get(value, value))


def _cases(request: HttpRequest, found: ConductFinding) -> list[dict[str, Any]]:
    """The case that the finding has opened, as others know it; without one no line."""
    opened_by = import_string(settings.OPENED_BY)
    return opened_by(f"finding:{found.pk}", request.user)


def _facts(found: ConductFinding) -> list[dict[str, Any]]:
    cadre = found.cadre
    return [
        {"label": "干部", "value": cadre, "url": reverse("cadres:detail", args=[cadre.pk])},
        {"label": "所在单位", "value": cadre.unit.short_name},
        {"label": "情形", "value": found.get_ground_display(), "is_wide": True},
        {"label": "认定日期", "value": str(found.found_on)},
        {"label": "来源", "value": found.get_source_display()},
        {"label": "依据文号", "value": found.document},
        {"label": "最后修改", "value": found.changed_by or "系统"},
    ]
