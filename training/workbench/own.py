"""What a cadre sees of his own mentor."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Max, Q
from django.http import HttpRequest

from core.choices import Role
from core.shell.panels import Filling, Panel
from training.mentoring.models import Mentorship


def own(request: HttpRequest, on: date) -> Filling:
    """The round that runs, with how often they met."""
    rows = Mentorship.objects.visible_to(request.user).running(on)
    rows = rows.filter(cadre__account=request.user).select_related("mentor__unit")
    held = Q(sessions__held_on__lte=on)
    rows = rows.annotate(times=Count("sessions", filter=held), last=Max("sessions__held_on"))
    return {"round": rows.first()}


OWN = Panel("workbench/own_mentor.html", own, frozenset({Role.CADRE}))
