"""Whom a case can be opened about by hand: read, never written."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from assessments.cases.choices import OPEN_CASES, CaseKind
from assessments.cases.flow import OPINERS
from assessments.cases.models import RosterCase
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.scoping import Viewer

MOST = 100


def reachable(viewer: Viewer) -> QuerySet[Cadre]:
    """Whom the viewer may open a case about: never himself."""
    rows = Cadre.objects.visible_to(viewer, acting_as=OPINERS).select_related("unit")
    return rows.exclude(account=viewer.pk)


def people(viewer: Viewer, on: date, name: str, *, are_on_roster: bool) -> tuple[list[Cadre], bool]:
    """By name, in the order of units; the second value says that there are more than MOST."""
    here = RosterEntry.objects.on_roster(on).values("cadre")
    rows = reachable(viewer)
    if are_on_roster:
        rows = rows.filter(pk__in=here)
    else:
        nominated = RosterCase.objects.filter(kind=CaseKind.ADDITION, state__in=OPEN_CASES)
        rows = rows.serving().exclude(pk__in=here)  # type: ignore[attr-defined]
        rows = rows.exclude(pk__in=nominated.values("cadre"))
    if name:
        rows = rows.filter(name__contains="".join(name.split()))
    found = list(rows.order_by("sort_key", "pk")[: MOST + 1])
    return found[:MOST], len(found) > MOST
