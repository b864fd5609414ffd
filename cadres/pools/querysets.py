"""Memberships of the pools: the door follows the person; the city's department keeps them."""

from __future__ import annotations

from cadres.people.querysets import FileRowQuerySet
from core.choices import Role
from core.scoping import Viewer


class PoolQuerySet(FileRowQuerySet):
    """Memberships."""

    def kept_by(self, viewer: Viewer) -> PoolQuerySet:
        """Memberships that the viewer may change: both pools are the city's (clauses 2.2, 2.4)."""
        return self.visible_to(viewer, acting_as={Role.CITY_DEPARTMENT})
