"""One column of an entity: what it is called, where it comes from, how it is filtered and shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from django.db.models import Choices
from django.utils import timezone

from core.choices import Role


class Kind(StrEnum):
    """What the values are; decides cell, Excel type and OpenAPI type."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    YES_NO = "yes_no"
    CHOICE = "choice"
    JSON = "json"


class Lookup(StrEnum):
    """How a column is filtered."""

    CONTAINS = "contains"
    WORDS = "words"
    ONE_OF = "one_of"
    RANGE = "range"
    SUBTREE = "subtree"
    EXACT = "exact"


@cache
def _labels_of(options: type[Choices]) -> Mapping[str, str]:
    return {str(value): str(label) for value, label in options.choices}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Declared once; table, filter form, REST, OpenAPI, Excel and import template read it.

    `path` is the ORM path of the value; `filter_on` another path to filter by; `only` the roles
    that may know the column exists: it is taken away before filtering, sorting and exporting.
    """

    name: str
    label: str
    path: str
    kind: Kind = Kind.TEXT
    lookup: Lookup | None = None
    filter_on: str = ""
    options: type[Choices] | None = None
    labels: Callable[[], Mapping[str, str]] | None = None
    show: Callable[[Any], str] | None = None
    only: frozenset[Role] | None = None
    help: str = ""
    sortable: bool = True
    pinned: bool = False
    default: bool = True
    width: int = 12  # characters, in a sheet

    @property
    def filtered_path(self) -> str:
        """The path that the filter speaks about."""
        return self.filter_on or self.path

    def names_of_codes(self) -> Mapping[str, str]:
        """Code to label, for choices; empty for other kinds."""
        if self.options is not None:
            return _labels_of(self.options)
        return self.labels() if self.labels else {}

    def text(self, value: Any) -> str:
        """The value as people read it; an absent one is an empty text."""
        if value is None or value == "":
            return ""
        if self.show is not None:
            return self.show(value)
        if self.kind == Kind.CHOICE:
            return self.names_of_codes().get(str(value), str(value))
        if self.kind == Kind.YES_NO:
            return "是" if value else "否"
        if isinstance(value, datetime):
            return _local(value).strftime("%Y-%m-%d %H:%M")
        if isinstance(value, date):
            return value.isoformat()
        return str(value)

    def json(self, value: Any) -> Any:
        """The value as programs read it: codes travel with their names."""
        if self.kind == Kind.CHOICE and value not in (None, ""):
            return {"code": value, "name": self.text(value)}
        if self.kind == Kind.CHOICE:
            return None
        if isinstance(value, datetime):
            return _local(value).isoformat(timespec="seconds")
        return value


def _local(moment: datetime) -> datetime:
    """The moment in the city's time; the zone of each thread, which we never set, costs more."""
    return timezone.localtime(moment, timezone.get_default_timezone())
