"""Talks by unit and quarter for a department, the worst first; the city's takes counties whole."""

from datetime import date

from django.http import HttpRequest

from assessments.talks.coverage import heat
from core.shell.panels import DEPARTMENTS, Filling, Panel
from policy.periods import Quarter
from policy.workbench.places import Places

MOST = 8


def panel(request: HttpRequest, on: date) -> Filling:
    """The last four quarters; three statements whatever there is."""
    last = Quarter.of(on)
    places = Places(request.user)
    return {
        "heat": heat(request.user, on, until=last, most=MOST, places=places).of_use,
        "last": last,
        "left": (last.last_day - on).days,
    }


HEAT = Panel("workbench/heat.html", panel, DEPARTMENTS)
