"""Part four: concerns that talks raised (clause 3.3.2)."""

from __future__ import annotations

from django.db.models import Q

from assessments.choices import ConcernState
from assessments.concerns.models import Concern
from reporting.gathering.asking import Place, Told
from reporting.gathering.content import Behind
from reporting.gathering.crowd import Crowd
from reporting.gathering.ledger import Ledger


def enter(ledger: Ledger, crowd: Crowd) -> None:
    """Concerns that were raised or closed in the year. One statement."""
    span = crowd.span
    touched = Q(**span.within("raised_on")) | Q(**span.within("closed_on"))
    rows = Concern.objects.standing().filter(touched, crowd.within("cadre__"))
    for cadre, raised, state, closed in rows.order_by().values_list(
        "cadre_id", "raised_on", "state", "closed_on"
    ):
        if span.holds(raised):
            ledger.count(cadre, "concerns.raised")
        if state == ConcernState.CLOSED and span.holds(closed):
            ledger.count(cadre, "concerns.closed")


def raised(place: Place) -> Behind:
    """Clause 3.3.2: concerns about people of the year that were found in it, but for those whose
    talk was voided."""
    asked = place.since("raised_on") | {"rostered": place.rostered, "valid": "yes"}
    return place.list("concerns:list", dated=False, standing="all", **asked)


def closed(place: Place) -> Behind:
    """Clause 3.3.2: concerns about people of the year that were closed (销号) in it, whenever they
    were found."""
    asked = place.since("closed_on") | {"rostered": place.rostered}
    return place.list("concerns:list", dated=False, standing=ConcernState.CLOSED.value, **asked)


FIGURES: dict[str, Told] = {"concerns.raised": raised, "concerns.closed": closed}
