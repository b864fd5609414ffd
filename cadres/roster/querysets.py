"""Rows of the roster: the door follows the person's present unit, a copy of which each row has."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from cadres.choices import OPEN_STATUSES
from cadres.people.querysets import KEEPERS, OfPersonQuerySet
from core.scoping import Viewer


class RosterQuerySet(OfPersonQuerySet):
    """Stays on the roster."""

    account_path = "cadre__account"

    def open(self) -> RosterQuerySet:
        """Stays that have not ended."""
        return self.filter(status__in=OPEN_STATUSES)

    def on_roster(self, on: date) -> RosterQuerySet:
        """Stays of which the day is a part; the day of leaving is not."""
        return self.filter(
            Q(left_on__isnull=True) | Q(left_on__gt=on),
            entered_on__lte=on,
        )

    def kept_by(self, viewer: Viewer) -> RosterQuerySet:
        """Stays that the viewer may change: a department's."""
        return self.visible_to(viewer, acting_as=KEEPERS)


class OfEntryQuerySet(OfPersonQuerySet):
    """Rows that belong to a stay."""

    unit_path = "entry__unit_path"
    account_path = "entry__cadre__account"
