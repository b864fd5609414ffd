"""Rows of checks: they follow the person; what speaks of discipline is for those who answer."""

from __future__ import annotations

from django.db.models import Q

from cadres.people.querysets import branch
from core.choices import Role
from core.scoping import Scope, ScopedQuerySet, everything, subtree


def _but_discipline(unit_path: str, scope: Scope) -> Q:
    """The branch without what is guarded: a clerk hears of no discipline (cadres/dossier)."""
    return branch(unit_path, scope) & Q(is_guarded=False)


class OfCheckQuerySet(ScopedQuerySet):
    """Findings and mutes: offices see those of their people; nobody sees his own."""

    unit_path = "cadre__unit_path"
    reach = {
        Role.CITY_DEPARTMENT: everything,
        Role.COUNTY_DEPARTMENT: branch,
        Role.UNIT_SECRETARY: branch,
        Role.UNIT_CLERK: _but_discipline,
    }

    def errors(self) -> OfCheckQuerySet:
        """What keeps a unit from filing."""
        return self.filter(severity="error")


class TallyQuerySet(ScopedQuerySet):
    """Tallies of units; not a clerk's, in whose lists the guarded ones are missing."""

    reach = {
        Role.CITY_DEPARTMENT: everything,
        Role.COUNTY_DEPARTMENT: subtree,
        Role.UNIT_SECRETARY: subtree,
    }
