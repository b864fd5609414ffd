"""Rows of notices: everybody reads his own; a department sees which nudges went to its units."""

from __future__ import annotations

from typing import Self

from django.db.models import Q

from core.choices import Role
from core.scoping import NOTHING, ScopedQuerySet, Viewer, everything, subtree


class OwnQuerySet(ScopedQuerySet):
    """Rows that belong to their recipient alone."""

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """One's own, as long as one has any grant."""
        return Q(recipient=viewer.pk) if _is_account(viewer) and viewer.scopes else NOTHING

    def unread(self) -> Self:
        """Not opened yet."""
        return self.filter(read_at__isnull=True)


class NudgeQuerySet(ScopedQuerySet):
    """Nudges: the departments above a unit, and the unit itself."""

    reach = {
        Role.CITY_DEPARTMENT: everything,
        Role.COUNTY_DEPARTMENT: subtree,
        Role.UNIT_SECRETARY: subtree,
        Role.UNIT_CLERK: subtree,
    }


def _is_account(viewer: Viewer) -> bool:
    from core.accounts.querysets import BaseAccount

    return isinstance(viewer, BaseAccount)
