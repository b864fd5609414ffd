"""Whose turn it is: a unit's while it writes, the collector's own once it is filed."""

from __future__ import annotations

from django.db.models import Q

from cadres.people.querysets import ASKERS, KEEPERS
from core.choices import Role, UnitKind
from core.scoping import NOTHING, Viewer
from reporting.annual.choices import UNFILED, ReportState
from reporting.annual.flow import WRITERS
from reporting.annual.querysets import ReportQuerySet
from reporting.annual.standing import GONE


def writing(viewer: Viewer) -> Q:
    """Reports that the viewer's own unit has still to file."""
    is_county = Q(unit__kind=UnitKind.COUNTY)
    own = ~is_county & ReportQuerySet.scope_condition(viewer, ASKERS)
    own |= is_county & ReportQuerySet.scope_condition(viewer, WRITERS)
    return Q(state__in=UNFILED) & ~GONE & own


def reviewing(viewer: Viewer) -> Q:
    """Filed reports that the viewer's own department collects; the city not those of counties'."""
    paths = [scope.path for scope in viewer.scopes if scope.role in KEEPERS]
    return Q(state=ReportState.FILED, collector__path__in=paths) if paths else NOTHING


def nudged_by(viewer: Viewer) -> Q:
    """What somebody else has still to file: nobody is reminded of his own department's report."""
    own = [scope.path for scope in viewer.scopes if scope.role == Role.COUNTY_DEPARTMENT]
    return Q(state__in=UNFILED) & ~GONE & ~Q(unit__path__in=own)


def waiting(viewer: Viewer) -> Q:
    """Either."""
    return writing(viewer) | reviewing(viewer)
