"""Rows of people: the door follows the present unit; a cadre sees himself."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db.models import Q

from cadres.choices import SERVING, DisciplineKind
from core.accounts.querysets import BaseAccount
from core.choices import Role
from core.scoping import Scope, ScopedQuerySet, Viewer, everything, subtree

# Who keeps people's files: the departments; a unit asks them (cadres/changes).
KEEPERS = frozenset({Role.CITY_DEPARTMENT, Role.COUNTY_DEPARTMENT})
ASKERS = frozenset({Role.UNIT_SECRETARY, Role.UNIT_CLERK})


def branch(unit_path: str, scope: Scope) -> Q:
    """Rows below the granted unit, said twice: by its path, and by its place in the tree's order.

    The path is the authority. The order's prefix, a copy beside it, lets an index give the rows of
    a branch in the order that lists have.
    """
    condition = subtree(unit_path, scope)
    if scope.place:
        order = unit_path.removesuffix("unit_path") + "sort_key"
        condition &= Q(**{f"{order}__startswith": scope.place})
    return condition


class OfPersonQuerySet(ScopedQuerySet):
    """Rows about a person: scoped by his present unit, and open to himself.

    `unit_path` is a copy that triggers keep beside the person's unit (docs/adr/0004);
    `account_path` leads to the person's own account.
    """

    unit_path = "unit_path"
    reach = {
        Role.CITY_DEPARTMENT: everything,
        Role.COUNTY_DEPARTMENT: branch,
        Role.UNIT_SECRETARY: branch,
        Role.UNIT_CLERK: branch,
        Role.API_CLIENT: branch,
    }
    account_path: ClassVar[str] = "account"

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """What the roles open, and what is about oneself."""
        condition = super().scope_condition(viewer, acting_as)
        roles = {scope.role for scope in viewer.scopes}
        if acting_as is not None:
            roles &= set(acting_as)
        if Role.CADRE in roles and isinstance(viewer, BaseAccount):
            condition |= Q(**{cls.account_path: viewer.pk})
        return condition


class CadreQuerySet(OfPersonQuerySet):
    """People."""

    def serving(self) -> CadreQuerySet:
        """Not retired, moved away or dead (ZB126)."""
        return self.filter(status=SERVING)

    def kept_by(self, viewer: Viewer) -> CadreQuerySet:
        """People whose file the viewer may change himself."""
        return self.visible_to(viewer, acting_as=KEEPERS)

    def asked_for_by(self, viewer: Viewer) -> CadreQuerySet:
        """People whose file the viewer may ask to have changed."""
        return self.visible_to(viewer, acting_as=ASKERS)


class FileRowQuerySet(OfPersonQuerySet):
    """Rows of a person's file: résumé, family, rewards, discipline."""

    unit_path = "cadre__unit_path"
    account_path = "cadre__account"


class DisciplineQuerySet(FileRowQuerySet):
    """Sanctions, measures and investigations."""

    @staticmethod
    def lasting(day: date) -> Q:
        """Rows whose effect lasts beyond the day: an investigation's until it is concluded."""
        unconcluded = Q(kind=DisciplineKind.INVESTIGATION, effect_until__isnull=True)
        return Q(effect_until__gt=day) | unconcluded
