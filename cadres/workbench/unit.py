"""Who is at a unit and below it, on the unit's page: the numbers, each with its list."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.scoping import Viewer, roles_of
from core.shell.panels import OFFICES
from core.units.models import Unit
from core.units.parts import Part


def people(viewer: Viewer, unit: Unit, on: date) -> Part | None:
    """How many are on the roster, and how many files there are."""
    if not roles_of(viewer) & OFFICES:
        return None
    below = {"unit__path__startswith": unit.path}
    lines = [
        ("在库", RosterEntry.objects.visible_to(viewer).open(), "roster:list"),
        ("干部", Cadre.objects.visible_to(viewer), "cadres:list"),
    ]
    filling = [
        {"label": label, "count": rows.filter(**below).count(),
         "url": f"{reverse(view)}?unit={unit.pk}"}
        for label, rows, view in lines
    ]  # fmt: skip
    return Part("people/of_unit.html", {"lines": filling})
