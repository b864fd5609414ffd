"""What an address asks of the plan's pages: who may read it, for which day and which region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest

from core.choices import BUSINESS_ROLES
from core.listing.asof import asked_day
from core.scoping import Viewer, roles_of
from core.units.models import Unit
from policy.parameters.authority import sets_city
from policy.plan.reading import Reading, home, regions

WHOLE = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """A day, the regions to choose from, and the chosen one (None: the city, or one's own)."""

    on: date
    regions: list[Unit]
    unit: Unit | None
    read: Reading


def asked_of(request: HttpRequest) -> Asked:
    """The question of a page; 404 for who has no part in the plan, or no such region."""
    viewer: Viewer = request.user  # type: ignore[assignment]
    refuse_outsiders(viewer)
    on = asked_day(request.GET.get("as_of", ""))
    found = regions(viewer)
    wanted = request.GET.get("unit", "")
    unit = next((one for one in found if str(one.pk) == wanted), None)
    if wanted not in ("", WHOLE) and unit is None:
        raise Http404
    if not wanted and not sets_city(viewer) and found:
        unit = found[0]
    path = unit.path if unit is not None else "" if wanted == WHOLE else home(viewer)
    return Asked(on, found, unit, Reading(viewer, on, path))


def refuse_outsiders(viewer: Viewer) -> None:
    """404 for accounts that have no part in the plan: administrators, the auditor, nobody."""
    if not frozenset(BUSINESS_ROLES) & roles_of(viewer):
        raise Http404
