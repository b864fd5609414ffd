"""How the duties of a clause stand by unit: two statements, the units with most overdue first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, Final

from django.db.models import Count

from core.scoping import Viewer
from core.units.models import Unit
from policy.duties.choices import COLOURS, Light
from policy.duties.models import Duty
from policy.duties.standing import counting
from policy.plan.addresses import duties_url

MOST: Final = 60  # units in the table; the list of duties has all of them
COLUMNS: Final = (Light.OVERDUE, Light.SOON, Light.LATER, Light.DONE)


def by_unit(
    viewer: Viewer, rules: Collection[str], on: date, unit: Unit | None, code: str
) -> dict[str, Any]:
    """`rows` of units with their cells, and `more`: whether there are others."""
    rows = counting(Duty.objects.visible_to(viewer), on).filter(rule__in=list(rules))
    if unit is not None:
        rows = rows.filter(unit__path__startswith=unit.path)
    counted = rows.with_light(on).order_by().values("unit_id", "light").annotate(n=Count("*"))
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for key, light, count in counted.values_list("unit_id", "light", "n"):
        counts[key][light] = count
    units = Unit.objects.filter(pk__in=counts).order_by("sort_path")
    found = sorted(
        units.values_list("pk", "short_name"),
        key=lambda row: (-counts[row[0]][Light.OVERDUE], -counts[row[0]][Light.SOON]),
    )
    lines = []
    for pk, name in found[: MOST + 1]:
        cells = [
            {
                "colour": COLOURS[light],
                "words": light.label,
                "count": counts[pk][light],
                "url": duties_url(code, light, on, pk),
            }
            for light in COLUMNS
        ]
        lines.append(
            {"pk": pk, "name": name, "url": duties_url(code, None, on, pk), "cells": cells}
        )
    heads = [light.label for light in COLUMNS]
    return {"rows": lines[:MOST], "more": len(lines) > MOST, "heads": heads, "rules": list(rules)}
