"""What a cadre sees of his own time at the front line."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest

from core.choices import Role
from core.shell.panels import Filling, Panel
from rotation.postings.models import Posting


def own(request: HttpRequest, on: date) -> Filling:
    """The posting away that runs, with its last day; no panel for whoever is at home."""
    rows = Posting.objects.visible_to(request.user).away().running(on)
    rows = rows.filter(cadre__account=request.user).select_related("unit")
    posting = rows.first()
    if posting is None:
        return None
    last = posting.until - timedelta(days=1) if posting.until else None
    return {"posting": posting, "last": last, "left": (last - on).days if last else None}


OWN = Panel("workbench/own_posting.html", own, frozenset({Role.CADRE}))
