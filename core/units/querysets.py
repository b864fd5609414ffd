"""Rows of units: the door, the tree, and the units that exist on a day."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from core.choices import Role, UnitKind
from core.scoping import ScopedQuerySet, Viewer, everything, own_unit, subtree
from core.units.policy import MANAGERS


class UnitQuerySet(ScopedQuerySet):
    """Units are not people: the administrators of accounts and grants see the tree as well."""

    unit_path = "path"
    reach = {
        Role.CITY_DEPARTMENT: everything,
        Role.COUNTY_DEPARTMENT: subtree,
        Role.UNIT_SECRETARY: subtree,
        Role.UNIT_CLERK: subtree,
        Role.CADRE: own_unit,
        Role.SYSTEM_ADMINISTRATOR: subtree,
        Role.SECURITY_ADMINISTRATOR: subtree,
        Role.API_CLIENT: subtree,
    }

    def managed_by(self, viewer: Viewer) -> UnitQuerySet:
        """Units that the viewer may change or put others under."""
        return self.visible_to(viewer, acting_as=MANAGERS)

    def standing(self) -> UnitQuerySet:
        """Units that are not abolished."""
        return self.filter(abolished_on__isnull=True)

    def existing(self, on: date) -> UnitQuerySet:
        """Units established by `on` and not abolished by then."""
        return self.filter(
            Q(established_on__isnull=True) | Q(established_on__lte=on),
            Q(abolished_on__isnull=True) | Q(abolished_on__gt=on),
        )

    def at_or_below(self, unit: models.Model) -> UnitQuerySet:
        """The unit and everything under it."""
        return self.filter(path__startswith=unit.path)

    def employers(self) -> UnitQuerySet:
        """Units that people belong to; a heading in the tree employs nobody."""
        return self.exclude(kind=UnitKind.GROUP)
