"""Rows of notices: everybody reads his own; a department sees which nudges went to its units."""

from __future__ import annotations

from typing import Self

from django.db.models import Exists, OuterRef, Q

from core.accounts.querysets import BaseAccount
from core.choices import Role
from core.scoping import NOTHING, ScopedQuerySet, Viewer, everything, subtree
from policy.duties.querysets import DutyQuerySet, of_others


class OwnQuerySet(ScopedQuerySet):
    """Rows that belong to their recipient alone."""

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """One's own, as long as one has any grant."""
        return (
            Q(recipient=viewer.pk) if isinstance(viewer, BaseAccount) and viewer.scopes else NOTHING
        )


class NoticeQuerySet(ScopedQuerySet):
    """One's own notices of duties that one may still see: who moved on leaves them behind."""

    unit_path = "duty__unit__path"
    reach = DutyQuerySet.reach

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as=None) -> Q:
        """One's own, of what one's roles open."""
        if not isinstance(viewer, BaseAccount):
            return NOTHING
        condition = super().scope_condition(viewer, acting_as) & Q(recipient=viewer.pk)
        return condition & of_others(viewer, "duty__cadre")

    def newest(self) -> Self:
        """Of the notices of one duty to one person the last alone."""
        newer = self.model._default_manager.filter(
            duty=OuterRef("duty"), recipient=OuterRef("recipient"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(newer))

    def waiting(self) -> Self:
        """Not opened yet, of what is still owed."""
        return self.filter(read_at__isnull=True, duty__state="open")


class NudgeQuerySet(ScopedQuerySet):
    """Nudges: the departments above a unit, and the unit itself."""

    reach = {
        Role.CITY_DEPARTMENT: everything,
        Role.COUNTY_DEPARTMENT: subtree,
        Role.UNIT_SECRETARY: subtree,
        Role.UNIT_CLERK: subtree,
    }
