"""The least that is gathered, until there is more: who is on the roster."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cadres.roster.models import RosterEntry
from core.units.models import Unit
from reporting.gathering.content import Behind, Content, Figure, Row, Table, figures_of
from reporting.gathering.tables import BY_NAME


def gather(units: Sequence[Unit], year: int, on: date) -> dict[int, Content]:
    """What the roster says of each unit on the day. One statement."""
    stays = RosterEntry.objects.on_roster(on).order_by("sort_key", "pk")
    rows = list(
        stays.values_list("pk", "cadre_id", "cadre__name", "cadre__title", "unit_path")
    )
    empty = ("",) * (len(BY_NAME["roster"].columns) - 2)
    found = {}
    for unit in units:
        mine = [row for row in rows if row[4].startswith(unit.path)]
        figures = [
            Figure("roster.open", str(len(mine)), Behind("roster:list", {"unit": (str(unit.pk),)}))
        ]
        table = Table(
            "roster",
            tuple(Row(cadre, (name, title, *empty), f"entry:{pk}") for pk, cadre, name, title, _ in mine),
        )
        found[unit.pk] = Content(
            year, on, figures_of(figures), {"roster": table}, tuple(row[1] for row in mine)
        )
    return found
