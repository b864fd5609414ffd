"""Rows of positions: the door follows the unit that has them."""

from datetime import date
from typing import Self

from django.db.models import Q

from core.scoping import ScopedQuerySet


class PositionQuerySet(ScopedQuerySet):
    """Positions."""

    def existing(self, on: date) -> Self:
        """Positions that the unit had on the day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)
