"""Departures: seen by whoever could see the row in the place it left."""

from __future__ import annotations

from django.db.models import Q

from core.scoping import EVERYTHING, NOTHING, Scope, ScopedQuerySet, Viewer


class DepartureQuerySet(ScopedQuerySet):
    """The former path is compared by unit, not by prefix: the viewer's own unit may have moved."""

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """Rows that stood at or below a unit of the viewer's."""
        condition = NOTHING
        for scope in viewer.scopes:
            if scope.role in cls.reach and (acting_as is None or scope.role in acting_as):
                condition |= _stood_below(scope)
        return condition


def _stood_below(scope: Scope) -> Q:
    """Paths are made of ids: a unit is on the path of whatever stands below it."""
    steps = scope.path.rstrip("/").split("/")
    if len(steps) == 1:
        return EVERYTHING
    return Q(path__contains=f"/{steps[-1]}/")
