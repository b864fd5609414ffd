"""Rows of intake: a batch is its department's; whoever is below sees it once it is announced."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from cadres.intake.choices import ApplicantState
from cadres.people.querysets import ASKERS
from core.choices import Role
from core.scoping import Scope, ScopedQuerySet, Viewer, everything, subtree


def announced_above(unit_path: str, scope: Scope) -> Q:
    """Announced batches of the units at and above the grant: of its city and of its county."""
    steps = scope.path.split("/")[:-1]
    above = ["/".join(steps[: depth + 1]) + "/" for depth in range(len(steps))]
    return Q(**{f"{unit_path}__in": above}, announced_on__isnull=False)


class BatchQuerySet(ScopedQuerySet):
    """Batches. Towards the city's a county department is what any unit is: it sees and proposes."""

    unit_path = "unit__path"
    reach = {
        Role.CITY_DEPARTMENT: everything,
        Role.COUNTY_DEPARTMENT: subtree,
        Role.UNIT_SECRETARY: announced_above,
        Role.UNIT_CLERK: announced_above,
    }

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """What one keeps; and, where units have a part in it, what was announced above one."""
        condition = super().scope_condition(viewer, acting_as)
        if acting_as is None or ASKERS & set(acting_as):
            for scope in viewer.scopes:
                if scope.role == Role.COUNTY_DEPARTMENT:
                    condition |= announced_above(cls.unit_path, scope)
        return condition


class ApplicantQuerySet(ScopedQuerySet):
    """Applicants follow the person's present unit; acting on one needs the batch as well.

    A cadre has no part in it himself: he hears of it from his unit.
    """

    unit_path = "cadre__unit_path"
    reach = {
        Role.CITY_DEPARTMENT: everything,
        Role.COUNTY_DEPARTMENT: subtree,
        Role.UNIT_SECRETARY: subtree,
        Role.UNIT_CLERK: subtree,
    }

    def visible_to(
        self, viewer: Viewer, *, acting_as: Collection[Role] | None = None
    ) -> ApplicantQuerySet:
        """People in reach; to act upon, only those of batches in reach of the same roles."""
        rows = super().visible_to(viewer, acting_as=acting_as)
        if acting_as is None:
            return rows
        batches = self.model._meta.get_field("batch").related_model._default_manager
        kept = batches.get_queryset().visible_to(viewer, acting_as=acting_as)
        return rows.filter(batch__in=kept)

    def in_order(self) -> ApplicantQuerySet:
        """As lists have them: the order of units, posts and seats; with what names need."""
        return self.select_related("cadre__unit").order_by("cadre__sort_key", "pk")

    def running(self) -> ApplicantQuerySet:
        """Those who have not dropped out."""
        return self.exclude(state=ApplicantState.WITHDRAWN)


class StepQuerySet(ScopedQuerySet):
    """What was done in a batch, for the department that keeps it."""

    unit_path = "batch__unit__path"
    reach = {Role.CITY_DEPARTMENT: everything, Role.COUNTY_DEPARTMENT: subtree}
