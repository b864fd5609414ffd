"""Fetching what a page speaks of: one call each, through the door."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from policy.duties.models import Duty
from rotation.appraisals.models import Appraisal
from rotation.postings.models import Posting

LONGEST_PK = 18
ABOUT = ("cadre__unit", "unit", "sending_unit")


def seen_sheet(request: HttpRequest, pk: int) -> Appraisal:
    """A sheet in scope; 404 for any other."""
    rows = Appraisal.objects.visible_to(request.user)
    rows = rows.select_related(*(f"posting__{path}" for path in ABOUT), "changed_by")
    return get_object_or_404(rows, pk=pk)


def seen_posting(request: HttpRequest, pk: Any) -> Posting:
    """A posting in scope; 404 for any other."""
    rows = Posting.objects.visible_to(request.user).select_related(*ABOUT)
    return get_object_or_404(rows, pk=pk)


def posting_of_duty(request: HttpRequest, rule: str) -> Posting | None:
    """The posting that `?duty=` is about; None without one, 404 for one that is not there."""
    asked = request.GET.get("duty", "")
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > LONGEST_PK:
        raise Http404
    rows = Duty.objects.visible_to(request.user).filter(rule=rule)
    duty = get_object_or_404(rows, pk=int(asked))
    return seen_posting(request, duty.period.removeprefix("posting-"))
