"""Rows of frontline programmes.

Departments see programmes, batches and host posts in their reach; a unit sees those announced by
the departments above it, a cadre those that he may apply for now. Candidates: the departments of
the batch, and the unit those of its own people; nobody his own marks and rank (`opened_to`),
himself only that he was nominated.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import reduce
from operator import or_
from typing import ClassVar, Self

from django.db.models import F, Q

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
    calling: ClassVar[Q] = Q(state=ProgrammeState.OPEN)
    reach = {Role.CITY_DEPARTMENT: everything, Role.COUNTY_DEPARTMENT: subtree}
    told: ClassVar[frozenset[Role]] = frozenset(
        {Role.COUNTY_DEPARTMENT, Role.UNIT_SECRETARY, Role.UNIT_CLERK, Role.API_CLIENT}
    )

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """What one keeps, and what one was told from above.

        To act upon, only where units have a part in it (they put people forward): a county
        department towards the city's batches is what any unit is.
        """
        condition = super().scope_condition(viewer, acting_as)
        if acting_as is None:
            condition = cls._called(viewer, condition)
        elif not ASKERS & set(acting_as):
            return condition
        told_as = cls.told if acting_as is None else cls.told & {*acting_as, *KEEPERS}
        heard = [cls._heard(scope) for scope in viewer.scopes if scope.role in told_as]
        if not heard:
            return condition
        told = reduce(or_, heard) & cls.announced
        return told if condition == NOTHING else condition | told

    @classmethod
    def _called(cls, viewer: Viewer, condition: Q) -> Q:
        """And what a cadre may apply for now: announced at his unit and above it."""
        for scope in viewer.scopes:
            if scope.role == Role.CADRE:
                called = cls._heard(scope) & cls.calling
                condition = called if condition == NOTHING else condition | called
        return condition

    @classmethod
    def _heard(cls, scope: Scope) -> Q:
        """Rows of the units at and above the grant; a program also those below it."""
        ids = scope.path.rstrip("/").split("/")
        above = ["/".join(ids[:n]) + "/" for n in range(1, len(ids) + 1)]
        heard = Q(**{f"{cls.unit_path}__in": above})
        if scope.role == Role.API_CLIENT:
            heard |= subtree(cls.unit_path, scope)
        return heard

    def kept_by(self, viewer: Viewer) -> Self:
        """Rows that the viewer's department keeps."""
        return self.visible_to(viewer, acting_as=KEEPERS)  # type: ignore[return-value]


class ProgrammeQuerySet(AnnouncedQuerySet):
    """Programmes."""


class BatchQuerySet(AnnouncedQuerySet):
    """Batches."""

    unit_path = "programme__unit__path"
    announced = Q(state__in=SHOWN_BATCHES)
    calling = Q(state=BatchState.ANNOUNCED)

    def open_to(self, viewer: Viewer, on: date) -> Self:
        """Batches that the viewer may put people forward for: units until the last day."""
        kept = type(self)(self.model).kept_by(viewer).order_by().values("pk")
        rows = self.visible_to(viewer, acting_as=ASKERS | KEEPERS)
        return rows.filter(  # type: ignore[return-value]
            Q(apply_by__gte=on) | Q(pk__in=kept), state=BatchState.ANNOUNCED
        )

    def applied_to_by(self, viewer: Viewer, on: date) -> Self:
        """Batches of others that the viewer's units may still put people forward for."""
        rows = self.visible_to(viewer, acting_as=ASKERS | KEEPERS)
        kept = type(self)(self.model).kept_by(viewer).order_by().values("pk")
        return rows.exclude(pk__in=kept).filter(  # type: ignore[return-value]
            state=BatchState.ANNOUNCED, apply_by__gte=on
        )


class HostPostQuerySet(AnnouncedQuerySet):
    """Posts that a batch is sent to."""

    unit_path = "batch__programme__unit__path"
    announced = Q(batch__state__in=SHOWN_BATCHES)
    calling = Q(batch__state=BatchState.ANNOUNCED)


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

    def opened(self, viewer: Viewer) -> Self:
        """Candidates on whom the viewer may decide or whose marks he may see: never himself."""
        return self.filter(self.opened_to(viewer))

    def in_order(self) -> Self:
        """By place, then as lists of people are ordered; with what names need."""
        rows = self.select_related("cadre__unit", "batch")
        return rows.order_by(F("place").asc(nulls_last=True), "cadre__sort_key", "pk")
