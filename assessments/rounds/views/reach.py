"""Fetching what a page speaks of: one call each, through the door."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from assessments.rounds.models import Assessment, Round
from cadres.people.models import Cadre


def seen_round(request: HttpRequest, pk: int) -> Round:
    """A round in scope; 404 for any other."""
    rows = Round.objects.visible_to(request.user).select_related("unit", "changed_by")
    return get_object_or_404(rows, pk=pk)


def seen_sheet(request: HttpRequest, pk: int) -> Assessment:
    """A sheet in scope; 404 for any other."""
    rows = Assessment.objects.visible_to(request.user)
    rows = rows.select_related("cadre__unit", "unit", "round", "changed_by")
    return get_object_or_404(rows, pk=pk)


def seen_cadre(request: HttpRequest, pk: int) -> Cadre:
    """Somebody whose file is in scope; 404 for anybody else."""
    rows = Cadre.objects.visible_to(request.user).select_related("unit")
    return get_object_or_404(rows, pk=pk)


def page_of_round(one: Round) -> str:
    """Its address."""
    return reverse("rounds:detail", args=[one.pk])


def page_of_sheet(sheet: Assessment) -> str:
    """Its address."""
    return reverse("rounds:sheet", args=[sheet.pk])


def crumb(one: Round | None, *more: str) -> list[dict[str, Any]]:
    """The way to a page below a round, for components/crumb.html."""
    way: list[dict[str, Any]] = [{"label": "年度考核", "url": reverse("rounds:list")}]
    if one is not None:
        way.append({"label": f"{one.unit.short_name} {one.year}", "url": page_of_round(one)})
    return way + [{"label": label} for label in more]
