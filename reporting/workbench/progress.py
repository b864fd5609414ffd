"""上报进度: for a department, how far this year's reports are, county by county."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from core.shell.panels import DEPARTMENTS, Filling, Panel
from policy.workbench.groups import words_by_date
from reporting.annual.progress import progress, years_of

MOST = 5  # places that are listed


def filling(request: HttpRequest, on: date) -> Filling:
    """The latest year, while anything of it is open; no panel before the first."""
    years = years_of(request.user)
    found = progress(request.user, years[0], on) if years else None
    if found is None or (found.total.accepted == found.total.reports and years[0] < on.year):
        return None
    places = sorted(found.places, key=lambda one: one.percent) if len(found.places) > 1 else []
    return {
        "year": found.year,
        "total": found.total,
        "left": words_by_date(found.total.due_on, on) if found.total.unfiled else "",
        "is_late": found.total.due_on < on,
        "places": places[:MOST],
    }


PROGRESS = Panel("workbench/annual_progress.html", filling, DEPARTMENTS, aside=True)
