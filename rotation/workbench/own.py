"""What a cadre sees of his own time at the front line."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from core.choices import Role
from core.shell.panels import Filling, Panel
from rotation.appraisals.models import Appraisal
from rotation.postings.models import Posting


def own(request: HttpRequest, on: date) -> Filling:
    """The posting away that runs, the days that are left, and a sheet of it that waits for him.

    No panel for whoever is at home.
    """
    rows = Posting.objects.visible_to(request.user).away().running(on)
    rows = rows.filter(cadre__account=request.user).select_related("unit")
    posting = rows.first()
    if posting is None:
        return None
    sheets = Appraisal.objects.visible_to(request.user).filter(posting=posting)
    sheet = sheets.waiting_for(request.user).first()
    left = (posting.until - on).days if posting.until else None
    over = None if left is None else -left
    return {"posting": posting, "left": left, "over": over, "sheet": sheet}


OWN = Panel("workbench/own_posting.html", own, frozenset({Role.CADRE}))
