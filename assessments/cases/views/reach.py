"""Fetching what a page speaks of: one call each, through the door."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from assessments.cases.duties import case_of
from assessments.cases.models import RosterCase
from assessments.cases.querysets import CaseQuerySet
from assessments.talks.querysets import OFFICES
from cadres.people.querysets import KEEPERS
from core.asking import asked_key
from core.scoping import Viewer
from policy.duties.models import Duty


@dataclass(frozen=True, slots=True)
class Standing:
    """What the viewer is to one case: a department, an office at all, or the person himself."""

    is_keeper: bool
    is_office: bool


def seen_case(request: HttpRequest, pk: int) -> RosterCase:
    """A case in scope; 404 for any other."""
    rows = RosterCase.objects.visible_to(request.user)
    rows = rows.select_related("cadre__unit", "unit", "entry", "opened_by")
    return get_object_or_404(rows, pk=pk)


def standing_of(case: RosterCase, viewer: Viewer) -> Standing:
    """By two statements at most."""
    rows = RosterCase.objects.filter(pk=case.pk)
    is_office = rows.filter(CaseQuerySet.opened_to(viewer, OFFICES)).exists()
    is_keeper = is_office and rows.filter(CaseQuerySet.opened_to(viewer, KEEPERS)).exists()
    return Standing(is_keeper, is_office)


def case_of_duty(request: HttpRequest) -> int | None:
    """The case that `?duty=` is about; None without one, 404 for one that is not there."""
    asked = asked_key(request, "duty")
    if asked is None:
        return None
    rows = Duty.objects.visible_to(request.user).filter(
        rule__startswith="case.", period__startswith="case-"
    )
    return case_of(get_object_or_404(rows, pk=asked).period)
