"""Rows of spot checks: a department's own; a unit sees what came back to it.

Records of a sample, and what was noticed, stand where the check stands: a person who moves to
another region afterwards takes nothing of it along, and units hear nothing before it is reported.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from django.db.models import Q

from core.accounts.querysets import not_of_oneself
from core.choices import Role
from core.scoping import ScopedQuerySet, Viewer, everything, subtree
from policy.periods import Quarter


class CheckQuerySet(ScopedQuerySet):
    """Draws, by the city's or a county's department."""

    reach = {Role.CITY_DEPARTMENT: everything, Role.COUNTY_DEPARTMENT: subtree}

    def of_quarter(self, quarter: Quarter) -> Self:
        """Draws of a quarter, every one of them."""
        return self.filter(quarter=quarter.first_day)


class OfCheckQuerySet(CheckQuerySet):
    """What belongs to a draw."""

    unit_path = "check_of__unit__path"


class OfRecordQuerySet(OfCheckQuerySet):
    """Frozen records and signs: never those of a talk with the viewer himself."""

    account_path = "talk__cadre__account"

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """What the department's roles open, but for oneself."""
        condition = super().scope_condition(viewer, acting_as)
        return not_of_oneself(condition, viewer, cls.account_path)


class RectificationQuerySet(ScopedQuerySet):
    """What a unit has to put right."""

    reach = {
        Role.CITY_DEPARTMENT: everything,
        Role.COUNTY_DEPARTMENT: subtree,
        Role.UNIT_SECRETARY: subtree,
        Role.UNIT_CLERK: subtree,
    }


class OfRectificationQuerySet(RectificationQuerySet):
    """The rounds of it."""

    unit_path = "rectification__unit__path"
