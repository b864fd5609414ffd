"""What somebody on the roster may apply for at the front line, and what he applied for."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from core.choices import Role
from core.shell.panels import Filling, Panel
from rotation.choices import BatchState, CandidateSource
from rotation.frontline.models import Batch, Candidate
from rotation.frontline.services.applying import oneself, taken_back

MOST = 6


def applying(request: HttpRequest, on: date) -> Filling:
    """Batches that he may apply for, those first that close first; no panel without any.

    Whoever was put forward by others reads that he is named. Two statements.
    """
    person = oneself(request.user)
    if person is None:
        return None
    mine = Candidate.objects.filter(batch=OuterRef("pk"), cadre=person)
    named = mine.exclude(taken_back(request.user))
    rows = Batch.objects.visible_to(request.user)
    rows = rows.filter(state=BatchState.ANNOUNCED, apply_by__gte=on)
    rows = rows.annotate(
        is_named=Exists(named), is_own=Exists(named.filter(source=CandidateSource.APPLIED))
    )
    found = list(rows.select_related("programme").order_by("apply_by", "pk")[:MOST])
    return {"batches": found} if found else None


APPLYING = Panel("workbench/applying.html", applying, frozenset({Role.CADRE}))
