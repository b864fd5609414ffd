"""Rows of findings: the departments' alone, and never whom they are about."""

from __future__ import annotations

from typing import Self

from django.db.models import Q

from cadres.people.querysets import KEEPERS, FileRowQuerySet
from core.accounts.querysets import not_of_oneself
from core.scoping import NOTHING, Viewer


class OfDepartmentsQuerySet(FileRowQuerySet):
    """Rows about a person that the departments keep for themselves."""

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """What the departments' roles open, but for oneself."""
        roles = KEEPERS if acting_as is None else KEEPERS & set(acting_as)
        if not roles:
            return NOTHING
        return not_of_oneself(super().scope_condition(viewer, roles), viewer, cls.account_path)


class FindingQuerySet(OfDepartmentsQuerySet):
    """Findings."""

    def standing(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)


class OfFindingQuerySet(OfDepartmentsQuerySet):
    """Rows that belong to a finding."""

    unit_path = "finding__cadre__unit_path"
    account_path = "finding__cadre__account"
