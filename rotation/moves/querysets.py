"""Rows of the yearly rotation plan: the department's; units see the moves they were asked about.

A plan is seen by departments that reach its unit. A move is no business of the person it is about
before it is carried out: he, and units that were not asked, see nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from cadres.people.querysets import ASKERS, KEEPERS
from core.accounts.querysets import not_of_oneself
from core.choices import Role
from core.scoping import EVERYTHING, NOTHING, ScopedQuerySet, Viewer, everything, subtree

DEPARTMENTS = {Role.CITY_DEPARTMENT: everything, Role.COUNTY_DEPARTMENT: subtree}
ANSWERERS = ASKERS | KEEPERS  # a department writes down what a unit told it


class PlanQuerySet(ScopedQuerySet):
    """Plans: each department its own and those below."""

    reach = DEPARTMENTS


class MoveQuerySet(ScopedQuerySet):
    """Proposed moves."""

    unit_path = "plan__unit__path"
    reach = DEPARTMENTS
    account_path: ClassVar[str] = "cadre__account"

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """The department's own, and for units those that they were asked about."""
        own = super().scope_condition(viewer, acting_as)
        if own != EVERYTHING and any(scope.role in ANSWERERS for scope in viewer.scopes):
            # By name: models stand on querysets.
            questions = apps.get_model("rotation", "Consultation")._default_manager.get_queryset()
            asked = questions.visible_to(viewer, acting_as=_asking(acting_as))
            about = Q(Exists(asked.filter(move=OuterRef("pk"))))
            own = about if own == NOTHING else own | about
        return own if own == NOTHING else not_of_oneself(own, viewer, cls.account_path)


def _asking(acting_as: Collection[Role] | None) -> frozenset[Role]:
    roles = ANSWERERS
    return roles if acting_as is None else roles & frozenset(acting_as)


class ConsultationQuerySet(ScopedQuerySet):
    """What units were asked: theirs, once they were asked."""

    reach = {
        Role.CITY_DEPARTMENT: everything,
        Role.COUNTY_DEPARTMENT: subtree,
        Role.UNIT_SECRETARY: subtree,
        Role.UNIT_CLERK: subtree,
    }
    account_path: ClassVar[str] = "move__cadre__account"

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """Never about oneself."""
        condition = super().scope_condition(viewer, acting_as)
        if condition == NOTHING:
            return condition
        return not_of_oneself(condition, viewer, cls.account_path)
