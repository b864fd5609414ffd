"""An entity: the only list of columns of a noun, and the rows a viewer may list."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, cast

from django.conf import settings
from django.db.models import Model
from django.http import Http404
from django.utils import timezone
from django.utils.module_loading import import_string

from core.audit.models import ActorKind
from core.choices import Role
from core.listing.columns import Column
from core.listing.conditions import Condition
from core.scoping import ScopedQuerySet, Viewer, roles_of


class ClientFields(Protocol):
    """What an API client was granted: columns by entity name."""

    fields: dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class Entity:
    """What every surface reads. `measure` is the counting word (个单位, 人, 条).

    `prepare(rows, viewer, on)` adds what the columns need. A `dated` entity takes `as_of`: `on` is
    that day, today otherwise. `record_key` is the path of the key that `record_url` is called with.
    """

    name: str
    label: str
    measure: str
    model: type[Model]
    columns: tuple[Column, ...]
    ordering: tuple[str, ...]
    list_url: str
    record_url: str = ""
    record_key: str = "pk"
    rest: bool = False
    personal: bool = False  # holds data about people: every reading of its list is logged
    discreet: bool = False  # the log tells that it was read, not what was asked or found
    dated: bool = False
    conditions: tuple[Condition, ...] = ()
    hidden_fields: frozenset[str] = frozenset()
    prepare: Callable[[ScopedQuerySet, Viewer, date], ScopedQuerySet] | None = None
    _by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {column.name: column for column in self.columns})

    def __str__(self) -> str:
        return self.name

    def __hash__(self) -> int:
        return hash(self.name)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when there is none."""
        return self._by_name[name]

    def rows(self, viewer: Viewer, on: date | None = None) -> ScopedQuerySet:
        """Everything of this noun that the viewer may see, with what the columns need on a day."""
        everything = cast("ScopedQuerySet", self.model._default_manager.get_queryset())
        rows = everything.visible_to(viewer)
        return self.prepare(rows, viewer, on or timezone.localdate()) if self.prepare else rows

    def columns_for(self, viewer: Viewer) -> tuple[Column, ...]:
        """The columns that exist for this viewer; a client has what it was granted, no more."""
        if getattr(viewer, "actor_kind", None) == ActorKind.CLIENT:
            granted = cast("ClientFields", viewer).fields.get(self.name, ())
            # A grant may be older than the restriction of its column.
            return tuple(column for column in grantable_of(self) if column.name in granted)
        roles = roles_of(viewer)
        return tuple(c for c in self.columns if c.only is None or c.only & roles)

    def conditions_for(self, columns: Collection[Column]) -> tuple[Condition, ...]:
        """The conditions that whoever has these columns may choose."""
        names = {column.name for column in columns}
        return tuple(c for c in self.conditions if not c.about or c.about in names)


def grantable_of(entity: Entity) -> tuple[Column, ...]:
    """The columns that a program may be granted: nobody's alone, or meant for programs too."""
    return tuple(c for c in entity.columns if c.only is None or Role.API_CLIENT in c.only)


def all_entities() -> tuple[Entity, ...]:
    """Every entity of the application, as `config/entities.py` lists them."""
    return import_string(settings.ENTITIES)


def entity_named(name: str) -> Entity:
    """The entity of that name; 404 when there is none."""
    for entity in all_entities():
        if entity.name == name:
            return entity
    raise Http404
