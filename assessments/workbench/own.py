"""What a cadre sees of his own talks: that they took place, never what was said."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from assessments.talks.models import Talk
from core.choices import Role
from core.shell.panels import Filling, Panel

MOST = 4


def own(request: HttpRequest, on: date) -> Filling:
    """The last talks with him."""
    rows = Talk.objects.visible_to(request.user).standing().filter(cadre__account=request.user)
    return {"talks": list(rows.order_by("-held_on").only("held_on", "led_by", "kind")[:MOST])}


OWN = Panel("workbench/own_talks.html", own, frozenset({Role.CADRE}))
