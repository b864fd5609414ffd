"""Why a unit is red: what it and all below it owe, by rule and period, on the unit's page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Min

from core.scoping import Viewer, roles_of
from core.shell.panels import DEPARTMENTS, OFFICES
from core.units.models import Unit
from core.units.parts import Part
from policy.duties.choices import COLOURS, Light
from policy.duties.models import Duty
from policy.duties.rule import all_rules
from policy.workbench.groups import (
    clause_of,
    list_of,
    thing_of,
    with_group,
    words_by_date,
)

PRESSING = (Light.OVERDUE, Light.SOON)
SHADES = (*PRESSING, Light.LATER)


def duties(viewer: Viewer, unit: Unit, on: date) -> Part | None:
    """The numbers by light, and what is late or soon due; each number opens its list."""
    roles = roles_of(viewer)
    if not roles & OFFICES:
        return None
    above = Unit.objects.visible_to(viewer, acting_as=DEPARTMENTS).filter(pk=unit.pk)
    not_mine = {rule.name for rule in all_rules().values() if rule.owner not in roles}
    may_nudge = not_mine if above.exists() else frozenset[str]()
    rows = with_group(Duty.objects.visible_to(viewer).unfinished(on).with_light(on))
    rows = rows.filter(unit__path__startswith=unit.path).order_by()
    rows = rows.values("light", "rule", "group").annotate(n=Count("*"), due=Min("due_on"))
    found = sorted(rows, key=lambda row: (SHADES.index(row["light"]), row["due"]))
    tally = [
        {"light": COLOURS[shade], "label": shade.label, "url": list_of(unit=unit.pk, tab=shade),
         "count": sum(row["n"] for row in found if row["light"] == shade)}
        for shade in SHADES
    ]  # fmt: skip
    filling = {
        "tally": [one for one in tally if one["count"]],
        "lines": [
            _line(unit, row, on) | {"may_nudge": row["rule"] in may_nudge}
            for row in found
            if row["light"] in PRESSING
        ],
        "all": list_of(unit=unit.pk),
        "unit": unit,
        "may_nudge": any(row["rule"] in may_nudge for row in found if row["light"] in PRESSING),
    }
    return Part("duties/of_unit.html", filling)


def _line(unit: Unit, row: dict[str, Any], on: date) -> dict[str, Any]:
    rule = all_rules()[row["rule"]]
    filters = {"rule": rule.name, "tab": row["light"], "unit": unit.pk}
    if row["group"]:
        filters["period"] = row["group"]
    return {
        "light": COLOURS[row["light"]], "words": words_by_date(row["due"], on), "due": row["due"],
        "matter": thing_of(rule.name, row["group"]), "count": row["n"], "url": list_of(**filters),
        "measure": "人" if rule.about == "cadre" else "件", "clause": clause_of(rule),
        "rule": rule.name,
    }  # fmt: skip
