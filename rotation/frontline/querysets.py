"""Rows of frontline programmes.

Departments see programmes, batches and host posts in their reach; a unit sees those announced by
the departments above it. Candidates: the departments of the batch, and the unit those of its own
people; nobody his own marks and rank (`opened_to`), himself only that he was nominated.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar, Self

from django.db.models import Q

from cadres.people.querysets import ASKERS, KEEPERS, FileRowQuerySet
from core.accounts.querysets import not_of_oneself
from core.choices import Role
from core.scoping import NOTHING, Scope, ScopedQuerySet, Viewer, everything, subtree
from rotation.choices import BatchState, ProgrammeState

SHOWN_BATCHES = tuple(state for state in BatchState if state != BatchState.DRAFT)


class AnnouncedQuerySet(ScopedQuerySet):
    """Rows of a programme: a department's own subtree, and what was announced above anybody."""

    unit_path = "unit__path"
    announced: ClassVar[Q] = ~Q(state=ProgrammeState.DRAFT)
    reach = {Role.CITY_DEPARTMENT: everything, Role.COUNTY_DEPARTMENT: subtree}
    told: ClassVar[frozenset[Role]] = frozenset(
        {Role.COUNTY_DEPARTMENT, Role.UNIT_SECRETARY, Role.UNIT_CLERK, Role.API_CLIENT}
    )

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """What one keeps; without `acting_as`, also what one was told from above."""
        condition = super().scope_condition(viewer, acting_as)
        if acting_as is not None:
            return condition
        above = {path for scope in viewer.scopes if scope.role in cls.told for path in _up(scope)}
        if not above:
            return condition
        told = Q(**{f"{cls.unit_path}__in": above}) & cls.announced
        return told if condition == NOTHING else condition | told

    def kept_by(self, viewer: Viewer) -> Self:
        """Rows that the viewer's department keeps."""
        return self.visible_to(viewer, acting_as=KEEPERS)


def _up(scope: Scope) -> list[str]:
    """The paths of the granted unit and of every unit above it."""
    ids = scope.path.rstrip("/").split("/")
    return ["/".join(ids[:n]) + "/" for n in range(1, len(ids) + 1)]


class ProgrammeQuerySet(AnnouncedQuerySet):
    """Programmes."""


class BatchQuerySet(AnnouncedQuerySet):
    """Batches."""

    unit_path = "programme__unit__path"
    announced = Q(state__in=SHOWN_BATCHES)


class HostPostQuerySet(AnnouncedQuerySet):
    """Posts that a batch is sent to."""

    unit_path = "batch__programme__unit__path"
    announced = Q(batch__state__in=SHOWN_BATCHES)


class CandidateQuerySet(FileRowQuerySet):
    """Candidates: the door follows the person; the department of the batch sees all of it."""

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """What the person's unit opens, and the department that selects."""
        own = super().scope_condition(viewer, acting_as)
        for scope in viewer.scopes:
            if scope.role == Role.COUNTY_DEPARTMENT and (
                acting_as is None or scope.role in acting_as
            ):
                own = own | subtree("batch__programme__unit__path", scope)
        return own

    @classmethod
    def opened_to(cls, viewer: Viewer, roles: frozenset[Role] = ASKERS | KEEPERS) -> Q:
        """What the viewer sees as an office, not as the candidate."""
        return not_of_oneself(cls.scope_condition(viewer, roles), viewer, cls.account_path)
