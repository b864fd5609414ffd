"""Rows of the yearly assessment: the door follows the person's unit, and the unit that assesses.

The person sees his own sheet: his summary always, what others wrote once it was decided
(`told_to_himself`).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar, Self

from django.db.models import Q

from assessments.findings.querysets import OfDepartmentsQuerySet
from assessments.rounds.choices import AssessmentState
from assessments.talks.querysets import OFFICES
from cadres.dossier.dossier import ANSWERABLE
from cadres.people.querysets import FileRowQuerySet
from core.accounts.querysets import not_of_oneself
from core.choices import Role
from core.scoping import EVERYTHING, NOTHING, ScopedQuerySet, Viewer, subtree

ASSESSORS = OFFICES - {Role.CITY_DEPARTMENT}
TOLD = (AssessmentState.DECIDED, AssessmentState.OBJECTED, AssessmentState.FINAL)


class RoundQuerySet(ScopedQuerySet):
    """Rounds: of the offices."""

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """What the offices' roles open."""
        roles = OFFICES if acting_as is None else OFFICES & frozenset(acting_as)
        return super().scope_condition(viewer, roles) if roles else NOTHING


class AssessmentQuerySet(FileRowQuerySet):
    """Sheets; `unit` is the unit that assesses, where the person is not always."""

    assessor_path: ClassVar[str] = "unit__path"

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """What the person's own unit opens, and what the unit opens that assesses him."""
        own = super().scope_condition(viewer, acting_as)
        if own == EVERYTHING:
            return own
        assessing = cls.assessing(viewer, acting_as)
        if assessing == NOTHING:
            return own
        return assessing if own == NOTHING else own | assessing

    @classmethod
    def assessing(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """Sheets that a unit within the viewer's reach fills in."""
        condition = NOTHING
        for scope in viewer.scopes:
            if scope.role in ASSESSORS and (acting_as is None or scope.role in acting_as):
                below = subtree(cls.assessor_path, scope)
                condition = below if condition == NOTHING else condition | below
        return condition

    @classmethod
    def opened_to(cls, viewer: Viewer, roles: frozenset[Role] = OFFICES) -> Q:
        """What the viewer sees as an office, not as the person himself."""
        return not_of_oneself(cls.scope_condition(viewer, roles), viewer, cls.account_path)

    @classmethod
    def hearing(cls, viewer: Viewer) -> Q:
        """Sheets of which the viewer hears why there is no grade, even where it is discipline."""
        return cls.opened_to(viewer, ANSWERABLE) | cls.scope_condition(
            viewer, frozenset({Role.CADRE})
        )

    def settled(self) -> Self:
        """Those of which the grade stands."""
        return self.filter(state__in=TOLD)


class InterviewQuerySet(OfDepartmentsQuerySet):
    """What people said of somebody: the departments' alone."""

    unit_path = "assessment__cadre__unit_path"
    account_path = "assessment__cadre__account"
