"""Rows of positions: the door follows the unit that has them."""

from datetime import date
from typing import Self

from django.db.models import Q

from cadres.people.querysets import KEEPERS
from core.scoping import ScopedQuerySet, Viewer


class PositionQuerySet(ScopedQuerySet):
    """Positions."""

    def existing(self, on: date) -> Self:
        """Positions that the unit had on the day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)

    def managed_by(self, viewer: Viewer) -> Self:
        """Positions that the viewer may change: departments, in their reach."""
        return self.visible_to(viewer, acting_as=KEEPERS)
