"""Rows of spot checks: a department's own; a unit sees what came back to it.

Records of a sample, and what was noticed, stand where the check stands: a person who moves to
another region afterwards takes nothing of it along, and units hear nothing before it is reported.
"""

from __future__ import annotations

from typing import Self

from core.choices import Role
from core.scoping import ScopedQuerySet, everything, subtree
from policy.periods import Quarter


class CheckQuerySet(ScopedQuerySet):
    """Draws, by the city's or a county's department."""

    reach = {Role.CITY_DEPARTMENT: everything, Role.COUNTY_DEPARTMENT: subtree}

    def of_quarter(self, quarter: Quarter) -> Self:
        """Draws of a quarter, every one of them."""
        return self.filter(quarter=quarter.first_day)


class OfCheckQuerySet(CheckQuerySet):
    """What belongs to a draw: frozen records, signs."""

    unit_path = "check_of__unit__path"


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
