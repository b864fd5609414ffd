"""Rows of spot checks: a department's own; a unit sees what came back to it."""

from __future__ import annotations

from django.db.models import Q

from cadres.people.querysets import KEEPERS, FileRowQuerySet
from core.choices import Role
from core.scoping import ScopedQuerySet, Viewer, everything, subtree


class CheckQuerySet(ScopedQuerySet):
    """Draws, by the city's or a county's department."""

    reach = {Role.CITY_DEPARTMENT: everything, Role.COUNTY_DEPARTMENT: subtree}


class ItemQuerySet(FileRowQuerySet):
    """Records in a sample: the departments'."""

    unit_path = "talk__cadre__unit_path"
    account_path = "talk__cadre__account"

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """Units do not hear what was drawn before the findings go back."""
        roles = KEEPERS if acting_as is None else KEEPERS & set(acting_as)
        return super().scope_condition(viewer, roles)


class RectificationQuerySet(ScopedQuerySet):
    """What a unit has to put right."""

    reach = {
        Role.CITY_DEPARTMENT: everything,
        Role.COUNTY_DEPARTMENT: subtree,
        Role.UNIT_SECRETARY: subtree,
        Role.UNIT_CLERK: subtree,
    }
