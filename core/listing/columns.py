"""One column of an entity: what it is called, where it comes from, how it is filtered and shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

import orjson
from django.db.models import Choices, IntegerChoices
from django.utils import timezone

from core.choices import Role
from core.months import dotted, full_years, iso


class Kind(StrEnum):
    """What the values are; decides cell, Excel type and OpenAPI type."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MONTH = "month"  # a date of which the month counts: 1992.05
    YEARS = "years"  # a month, shown as the full years from it to the day of the list
    MOMENT = "moment"
    YES_NO = "yes_no"
    CHOICE = "choice"
    JSON = "json"


COUNTED = frozenset({Kind.NUMBER, Kind.YEARS})
ABSENT = "none"  # how a filter asks for rows without a value, where its column can be asked so


class Lookup(StrEnum):
    """How a column is filtered."""

    CONTAINS = "contains"
    WORDS = "words"
    NAME = "name"  # words by their beginnings, in a tsvector
    ONE_OF = "one_of"
    RANGE = "range"
    SUBTREE = "subtree"
    EXACT = "exact"


@cache
def _labels_of(options: type[Choices]) -> Mapping[str, str]:
    return {str(value): str(label) for value, label in options.choices}


# Compared by identity: a column is declared once, and is a key of many caches.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """Declared once; table, filter form, REST, OpenAPI, Excel and import template read it.

    `path` is the ORM path of the value, `as_of_path` the one for a day that is past, `filter_on`
    and `order_on` other paths to filter and to order by ("-" before one that falls); `only` the
    roles that may know the column exists: it is taken away before filtering, sorting and exporting.
    `search` turns what was typed into a tsquery literal, "" when nothing was asked. `read` makes
    the value of what is stored. In JSON a column may stand `within` an object, under a `key` of its
    own there; it is granted, asked for and filtered by its name all the same. `absent` is what a
    filter of several values calls the rows that have none; without it nobody can ask for them.
    """

    name: str
    label: str
    path: str
    kind: Kind = Kind.TEXT
    lookup: Lookup | None = None
    filter_on: str = ""
    order_on: str | tuple[str, ...] = ()
    as_of_path: str = ""
    tree_order: str = ""  # of a unit: the path of a key that begins with its place in the tree
    options: type[Choices] | None = None
    labels: Callable[[], Mapping[str, str]] | None = None
    search: Callable[[str], str] | None = None
    lights: Mapping[str, str] | None = None  # what a cell says, to the colour of its light
    read: Callable[[Any], Any] | None = None
    show: Callable[[Any], str] | None = None
    only: frozenset[Role] | None = None
    help: str = ""
    many: bool = False  # a filter that takes several values
    absent: str = ""
    primary: bool = False  # a filter that is drawn at once, not under 更多条件
    sortable: bool = True
    pinned: bool = False
    default: bool = True
    width: int = 12  # characters, in a sheet
    within: str = ""  # pool, or pool.exit for an object inside another
    key: str = ""
    secret: bool = False  # a pull that has it is said to have it in the log
    on: date | None = None  # given by `at`: the day that years are counted to

    def at(self, on: date) -> "Column":
        """The column bound to a day; itself when its values and path are the same on every day."""
        if self.kind != Kind.YEARS and not self.as_of_path:
            return self
        return _bound(self, on, past=on < timezone.localdate())

    @property
    def filtered_path(self) -> str:
        """The path that the filter speaks about."""
        return self.filter_on or self.path

    @property
    def ordering(self) -> tuple[str, ...]:
        """What sorting by the column means; more years are an earlier month."""
        if self.order_on:
            return (self.order_on,) if isinstance(self.order_on, str) else self.order_on
        return (f"-{self.path}",) if self.kind == Kind.YEARS else (self.path,)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The query parameters of its filter."""
        if self.lookup is None:
            return ()
        if self.lookup != Lookup.RANGE:
            return (self.name,)
        ends = ("min", "max") if self.kind in COUNTED else ("after", "before")
        return tuple(f"{self.name}_{end}" for end in ends)

    def names_of_codes(self) -> Mapping[str, str]:
        """Code to label, for choices; empty for other kinds."""
        if self.options is not None:
            return _labels_of(self.options)
        return self.labels() if self.labels else {}

    def asked_codes(self) -> Mapping[str, str]:
        """Code to label of what a filter may choose: `ABSENT` too where rows may have no value."""
        names = self.names_of_codes()
        return {**names, ABSENT: self.absent} if self.absent else names

    @property
    def is_numbered(self) -> bool:
        """Whether the codes are numbers, so that no value is null and not an empty text."""
        return self.options is not None and issubclass(self.options, IntegerChoices)

    def plain(self, value: Any) -> Any:
        """The value that is spoken of: what is read of it, full years for a month."""
        if self.read is not None:
            return self.read(value)
        if self.kind == Kind.YEARS and value is not None and self.on is not None:
            years = full_years(value, self.on)
            return None if years < 0 else years  # a month that is still to come counts for none
        return value

    def text(self, value: Any) -> str:
        """The value as people read it; an absent one is an empty text."""
        if value is None or value == "":
            return ""
        value = self.plain(value)
        if value is None:
            return ""
        if self.show is not None:
            return self.show(value)
        match self.kind:
            case Kind.CHOICE:
                return self.names_of_codes().get(str(value), str(value))
            case Kind.YES_NO:
                return "是" if value else "否"
            case Kind.MONTH:
                return dotted(value)
            case Kind.JSON:
                return orjson.dumps(value).decode()
        if isinstance(value, datetime):
            return city_time(value).isoformat(" ", "minutes")[:16]
        return value.isoformat() if isinstance(value, date) else str(value)

    def json(self, value: Any) -> Any:
        """The value as programs read it: codes travel with their names."""
        if value is None:
            return None
        match self.kind:
            case Kind.CHOICE:
                return None if value == "" else {"code": str(value), "name": self.text(value)}
            case Kind.MONTH:
                return iso(value)
            case Kind.YEARS:
                return self.plain(value)
        if isinstance(value, datetime):
            return city_time(value).isoformat(timespec="seconds")
        return self.plain(value)


@lru_cache(maxsize=4096)
def _bound(column: Column, on: date, *, past: bool) -> Column:
    """The same object for the same day, so that what is made from columns is made once a day."""
    if not (past and column.as_of_path):
        return replace(column, on=on)
    return replace(column, on=on, path=column.as_of_path, filter_on="")


def city_time(moment: datetime) -> datetime:
    """The moment in the city's time; the zone of each thread, which we never set, costs more."""
    return moment.astimezone(timezone.get_default_timezone())
