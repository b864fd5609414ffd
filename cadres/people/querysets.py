"""Rows of people: the door follows the present unit; a cadre sees himself."""

from __future__ import annotations

from typing import ClassVar

from django.db.models import Q

from cadres.choices import SERVING
from core.accounts.querysets import BaseAccount
from core.choices import Role
from core.scoping import ScopedQuerySet, Viewer

# Who keeps people's files: the departments; a unit asks them (cadres/changes).
KEEPERS = frozenset({Role.CITY_DEPARTMENT, Role.COUNTY_DEPARTMENT})
ASKERS = frozenset({Role.UNIT_SECRETARY, Role.UNIT_CLERK})


class OfPersonQuerySet(ScopedQuerySet):
    """Rows about a person: scoped by his present unit, and open to himself.

    `unit_path` is a copy that triggers keep beside the person's unit (docs/adr/0004);
    `account_path` leads to the person's own account.
    """

    unit_path = "unit_path"
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
