"""Memberships of the pools: the door follows the person; a department keeps them."""

from __future__ import annotations

from cadres.people.querysets import KEEPERS, FileRowQuerySet
from core.scoping import Viewer


class PoolQuerySet(FileRowQuerySet):
    """Memberships."""

    def kept_by(self, viewer: Viewer) -> PoolQuerySet:
        """Memberships that the viewer may change."""
        return self.visible_to(viewer, acting_as=KEEPERS)
