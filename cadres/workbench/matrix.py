"""The unit's own on the roster, each with a light per family of duties: one statement."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    Min,
    OuterRef,
    Subquery,
    Value,
    When,
    Window,
)
from django.http import HttpRequest

from cadres.roster.models import RosterEntry
from core.scoping import Viewer
from core.shell.panels import UNITS, Filling, Panel
from policy.duties.choices import COLOURS, Light
from policy.duties.models import Duty
from policy.duties.querysets import withdrawn
from policy.workbench.groups import list_of

MOST = 30
# The worst light of a family counts; what was waived only where there is nothing else.
WORST_FIRST = (Light.OVERDUE, Light.SOON, Light.LATER, Light.DONE, Light.WAIVED)
NOTHING = "没有要求"


def matrix(request: HttpRequest, on: date) -> Filling:
    """People by families of rules; the caption says how many there are."""
    viewer = request.user
    families = settings.FAMILIES
    rows = RosterEntry.objects.visible_to(viewer).on_roster(on).order_by("sort_key", "pk")
    worst = {f"family_{n}": _worst(viewer, prefix, on) for n, (_, prefix) in enumerate(families)}
    rows = rows.annotate(total=Window(Count("pk")), name=F("cadre__name"), **worst)
    found = list(rows.values("cadre_id", "name", "total", *worst)[:MOST])
    total = found[0]["total"] if found else 0
    return {
        "families": [label for label, _ in families],
        "people": [_line(row, families) for row in found],
        "more": total - len(found),
        "beneath": f"{request.user.unit.short_name}　在库 {total} 人",
    }


def _worst(viewer: Viewer, prefix: str, on: date) -> Subquery:
    """The place in WORST_FIRST of the worst light that the person has in the family."""
    duties = Duty.objects.visible_to(viewer).filter(cadre=OuterRef("cadre_id"))
    duties = duties.filter(rule__startswith=prefix).existing(on).exclude(withdrawn(on))
    place = Case(
        *(When(light=light, then=Value(n)) for n, light in enumerate(WORST_FIRST)),
        output_field=IntegerField(),
    )
    worst = duties.with_light(on).order_by().values("cadre").annotate(worst=Min(place))
    return Subquery(worst.values("worst")[:1])


def _line(row: dict[str, Any], families: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    cells = []
    for number, (label, _prefix) in enumerate(families):
        place = row[f"family_{number}"]
        light = None if place is None else WORST_FIRST[place]
        cells.append(
            {
                "light": "none" if light is None else COLOURS[light],
                "words": f"{label}　{NOTHING if light is None else light.label}",
                "url": list_of(cadre=row["cadre_id"], tab="all") if light else "",  # else no light
            }
        )
    return {"cadre": row["cadre_id"], "name": row["name"], "cells": cells}


MATRIX = Panel("workbench/matrix.html", matrix, UNITS, aside=True)
