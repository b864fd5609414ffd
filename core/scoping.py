"""One door to rows: what a viewer's scopes let through, as a condition on a queryset.

Every surface (page, export, REST, form choice, count, search, document) starts from
`Model.objects.visible_to(viewer)`. Out of scope is not there at all: 404, never 403.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeVar

from django.db import models
from django.db.models import Q

from core.choices import Role

EVERYTHING = ~Q(pk__in=())
NOTHING = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Scope:
    """One grant in force: a role over the subtree that starts at `path`.

    `place` is where that subtree stands in the order of the tree (`Unit.sort_path`). It is no
    authority: it lets an index in that order be used.
    """

    role: Role
    path: str
    place: str = ""


class Viewer(Protocol):
    """Who looks: an account or an API client."""

    @property
    def pk(self) -> int:
        """His key."""
        ...

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """The grants in force, whatever the surface."""
        ...


Reach = Callable[[str, Scope], Q]


def subtree(unit_path: str, scope: Scope) -> Q:
    """Rows whose unit lies at or below the granted unit; a subtree is a prefix."""
    return Q(**{f"{unit_path}__startswith": scope.path})


def own_unit(unit_path: str, scope: Scope) -> Q:
    """Rows of the granted unit alone."""
    return Q(**{unit_path: scope.path})


def everything(_unit_path: str, scope: Scope) -> Q:
    """All rows, those without a unit included; nothing unless the grant is at the root.

    Only the root may have grants of such roles; one that stands elsewhere opens nothing.
    """
    return EVERYTHING if scope.path.count("/") == 1 else NOTHING


Rows = TypeVar("Rows", bound="ScopedQuerySet")


class ScopedQuerySet(models.QuerySet):
    """A queryset with the one door.

    `unit_path` leads from the row to its unit's tree path; `reach` says, per role, which rows a
    scope of that role opens. A role that is not listed opens nothing.
    """

    unit_path: ClassVar[str] = "unit__path"
    reach: ClassVar[dict[Role, Reach]] = {
        Role.CITY_DEPARTMENT: everything,
        Role.COUNTY_DEPARTMENT: subtree,
        Role.UNIT_SECRETARY: subtree,
        Role.UNIT_CLERK: subtree,
        Role.API_CLIENT: subtree,
    }

    def visible_to(
        self: Rows, viewer: Viewer, *, acting_as: Collection[Role] | None = None
    ) -> Rows:
        """Rows the viewer may see; narrowed to `acting_as` roles, the rows he may act upon."""
        return self.filter(self.scope_condition(viewer, acting_as))

    @classmethod
    def scope_condition(cls, viewer: Viewer, acting_as: Collection[Role] | None = None) -> Q:
        """The union of what each scope opens, as one condition."""
        opened = [
            cls.reach[scope.role](cls.unit_path, scope)
            for scope in viewer.scopes
            if scope.role in cls.reach and (acting_as is None or scope.role in acting_as)
        ]
        if not opened:
            return NOTHING
        condition = opened[0]
        for more in opened[1:]:
            condition |= more
        return condition


def roles_of(viewer: Viewer) -> frozenset[Role]:
    """The roles that the viewer holds anywhere."""
    return frozenset(scope.role for scope in viewer.scopes)
