"""What a cadre has to do about his own yearly assessment: the first thing on his workbench."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from assessments.rounds.models import Assessment
from assessments.rounds.turns import HIS
from core.choices import Role
from core.shell.panels import Filling, Panel


def own_year(request: HttpRequest, on: date) -> Filling:
    """The sheet that waits for him; no panel while none does."""
    rows = Assessment.objects.visible_to(request.user)
    rows = rows.filter(cadre__account=request.user, state__in=HIS).order_by("-year")
    sheet = rows.select_related("unit").first()
    return {"sheet": sheet} if sheet else None


OWN_YEAR = Panel("workbench/own_year.html", own_year, frozenset({Role.CADRE}))
