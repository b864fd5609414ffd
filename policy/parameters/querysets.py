"""Rows of figures: definitions are open as the plan is; values follow the region."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db.models import Q

from core.choices import Role
from core.scoping import Scope, ScopedQuerySet, subtree
from policy.clauses.querysets import ClauseQuerySet, whole_plan


class ParameterQuerySet(ClauseQuerySet):
    """Definitions."""


def region(unit_path: str, scope: Scope) -> Q:
    """The city's values, and those of the counties that the granted unit lies in or above."""
    inside = Q(**{f"{unit_path}__in": _upwards(scope.path)}) | subtree(unit_path, scope)
    return Q(unit__isnull=True) | inside


def _upwards(path: str) -> list[str]:
    """`1/57/118/` -> `1/`, `1/57/`, `1/57/118/`."""
    steps = path.rstrip("/").split("/")
    return ["/".join(steps[:count]) + "/" for count in range(1, len(steps) + 1)]


class ValueQuerySet(ScopedQuerySet):
    """Values: those of the city concern everybody, a county's those in the county."""

    reach = {
        Role.CITY_DEPARTMENT: whole_plan,
        Role.COUNTY_DEPARTMENT: region,
        Role.UNIT_SECRETARY: region,
        Role.UNIT_CLERK: region,
        Role.CADRE: region,
        Role.API_CLIENT: region,
    }

    def in_force(self, on: date) -> Self:
        """Values whose period contains the day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)
