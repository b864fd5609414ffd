"""Fetching what a page speaks of, and whether the viewer may touch it: one call each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from cadres.people.models import Cadre
from policy.duties.models import Duty
from training.mentoring.mentors import pairable
from training.mentoring.models import Mentorship

LONGEST_PK = 18
ABOUT = ("cadre__unit", "mentor__unit", "changed_by")


def kept_round(request: HttpRequest, pk: Any) -> Mentorship:
    """A round that the viewer may change; 404 for any other."""
    rows = Mentorship.objects.kept_by(request.user).select_related(*ABOUT)
    return get_object_or_404(rows, pk=pk)


def kept_cadre(request: HttpRequest, pk: Any) -> Cadre:
    """A cadre whom the viewer may pair; 404 for anybody else."""
    rows = pairable(request.user).select_related("unit")
    return get_object_or_404(rows, pk=pk)


def asked_duty(request: HttpRequest, rule: str) -> Duty | None:
    """The duty that a page was opened from (`?duty=`); 404 for one that is not there."""
    pk = request.GET.get("duty", "")
    if not pk:
        return None
    return get_object_or_404(Duty.objects.visible_to(request.user).filter(rule=rule), pk=key(pk))


def key(text: str) -> int:
    """A database key out of an address; 404 for what is none."""
    if not text.isdecimal() or len(text) > LONGEST_PK:
        raise Http404
    return int(text)
