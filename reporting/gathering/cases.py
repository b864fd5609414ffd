"""Part four: exit cases (clause 3.3.3). Their figures tell of discipline: clerks do not hear."""

from __future__ import annotations

from django.db.models import Q

from assessments.cases.choices import CaseKind, CaseState
from assessments.cases.models import RosterCase
from reporting.gathering.asking import Place, Told
from reporting.gathering.content import Behind
from reporting.gathering.crowd import Crowd
from reporting.gathering.ledger import Ledger

STANDING = tuple(state.value for state in CaseState if state != CaseState.WITHDRAWN)


def enter(ledger: Ledger, crowd: Crowd) -> None:
    """Exit cases that were opened or decided in the year, or observe somebody. One statement."""
    span = crowd.span
    touched = Q(**span.within("opened_on")) | Q(**span.within("decided_on"))
    observed = Q(state=CaseState.OBSERVING, decided_on__lte=span.on)
    rows = RosterCase.objects.filter(
        touched | observed, crowd.within("cadre__"), kind=CaseKind.EXIT, state__in=STANDING
    )
    for cadre, opened_on, state, decided in rows.order_by().values_list(
        "cadre_id", "opened_on", "state", "decided_on"
    ):
        if span.holds(opened_on):
            ledger.count(cadre, "cases.opened")
        if state == CaseState.RELEASED and span.holds(decided):
            ledger.count(cadre, "cases.released")
        if state == CaseState.OBSERVING and decided is not None and decided <= span.on:
            ledger.count(cadre, "cases.observing")


def _listed(place: Place, **asked: object) -> Behind:
    more = {"kind": CaseKind.EXIT.value, "rostered": place.rostered, "standing": "all"}
    return place.list("cases:list", unit="present_unit", dated=False, **more, **asked)  # type: ignore[arg-type]


def opened(place: Place) -> Behind:
    """Clause 3.3.3: exit cases about people of the year that were opened in it, but for those that
    were withdrawn since."""
    return _listed(place, state=STANDING, **place.since("opened_on"))


def released(place: Place) -> Behind:
    """Clause 3.3.3: exit cases about people of the year that were decided in it by 调出."""
    return _listed(place, state=CaseState.RELEASED.value, **place.since("decided_on"))


def observing(place: Place) -> Behind:
    """Clause 3.3.3: people of the year whom a case observes (观察) by a decision of the day or
    before."""
    until = {"decided_on_before": place.span.on.isoformat()}
    return _listed(place, state=CaseState.OBSERVING.value, **until)


FIGURES: dict[str, Told] = {
    "cases.opened": opened,
    "cases.released": released,
    "cases.observing": observing,
}
