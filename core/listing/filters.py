"""Filters: one per query parameter, made from columns and conditions, for the panel and for REST.

The set of a listing is made of those filters alone that were asked; the others of a wide list
cost nothing. What is not granted has no filter, so it cannot be asked about.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django_filters import (
    CharFilter,
    ChoiceFilter,
    DateFilter,
    Filter,
    FilterSet,
    ModelChoiceFilter,
    TypedChoiceFilter,
)

from core.listing import filter_fields as fields
from core.listing import filter_rows as narrowing
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.listing.filter_fields import CodesFilter, MonthFilter, WholeFilter, YearsFilter
from core.scoping import Viewer
from core.units.choice import FEW_OPTIONS, UnitChoice, UnitSelect
from core.units.models import Unit

ANY = "不限"
FEW, MORE = {"max_length": 60}, {"max_length": 100}  # characters
KNOWN = {"error_messages": fields.UNKNOWN}
DAY = {"error_messages": fields.DAY}

Named = tuple[str, Filter]


class Asked(FilterSet):
    """What was asked of a list: its rows in scope, narrowed by the filters that have a value."""

    def __init__(self, params: QueryDict, rows: QuerySet, *, viewer: Viewer) -> None:
        super().__init__(params, rows)
        self.viewer = viewer

    @cached_property
    def form(self) -> forms.Form:
        """The fields as they are: no class is made for one form, nor copies of its fields."""
        form = forms.Form(self.data)
        form.fields = {name: found.field for name, found in self.filters.items()}
        return form


class SubtreeFilter(ModelChoiceFilter):
    """Rows at or below a unit that the viewer may see; the value at the path is a tree path.

    `order` is the path of a key that begins with the unit's place in the tree: what is below a
    unit is one range of it, which an index in that order gives as it is.
    """

    field_class = UnitChoice

    def __init__(self, path: str, order: str = "") -> None:
        super().__init__(path, "startswith", empty_label=ANY)
        self.order = order

    def get_queryset(self, _request: None) -> QuerySet[Unit]:
        """The units in the viewer's scope."""
        return Unit.objects.visible_to(self.parent.viewer)

    def filter(self, rows: QuerySet, unit: Unit | None) -> QuerySet:
        """The rows whose path begins with the unit's."""
        if unit is not None and self.order:
            rows = rows.filter(**{f"{self.order}__startswith": unit.sort_path})
        return super().filter(rows, unit and unit.path)


class ConditionFilter(ChoiceFilter):
    """The rows that a condition lists for the viewer of the set."""

    def __init__(self, of: Callable[[QuerySet, str, Viewer], QuerySet], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.of = of

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        """Nothing is narrowed where nothing was asked."""
        return self.of(rows, value, self.parent.viewer) if value else rows


@lru_cache(maxsize=512)
def filter_set(asked: tuple[Named, ...]) -> type[Asked]:
    """The class of these filters under the names of their parameters."""
    return type("AskedHere", (Asked,), dict(asked))


def asked_filters(columns: Iterable[Column], params: QueryDict) -> Iterator[Named]:
    """The filters of those parameters that have a value."""
    for column in columns:
        for name, found in filters_of(column):
            if any(params.getlist(name)):
                yield name, found


@lru_cache(maxsize=4096)
def filters_of(column: Column) -> tuple[Named, ...]:
    """The filters of a column by parameter: none, one, or the two ends of a range."""
    named = tuple(zip(column.parameters, _ends(column), strict=True))
    for _, found in named:
        found.label = column.label  # or each request would make one from the model
    return named


@lru_cache(maxsize=4096)
def filter_of(condition: Condition, on: date) -> Filter:
    """The filter of a condition on a day; for a value alone, its default is the listing's."""
    return ConditionFilter(
        lambda rows, value, viewer: condition.of(rows, value, on, viewer),
        label=condition.label,
        choices=lambda: condition.options,
        **KNOWN,
    )


def parameter_names(columns: Iterable[Column], conditions: Iterable[Condition] = ()) -> set[str]:
    """Every query parameter of these columns and conditions."""
    names = {name for column in columns for name in column.parameters}
    return names | {condition.name for condition in conditions}


def unit_field(viewer: Viewer) -> UnitChoice:
    """The choice of a unit that the viewer may see, to be drawn."""
    widget = UnitSelect(most=FEW_OPTIONS)
    return UnitChoice(
        Unit.objects.visible_to(viewer), required=False, empty_label=ANY, widget=widget
    )


def _ends(column: Column) -> Iterator[Filter]:
    path = column.filtered_path
    # A set copies its filters, and a function is not copied: codes are read when they are needed.
    known = {"choices": lambda: column.asked_codes(), **KNOWN}
    match column.lookup, column.kind:
        case None, _:
            return
        case Lookup.WORDS, _:
            yield CharFilter(path, method=narrowing.all_words, **FEW)
        case Lookup.NAME, _:
            yield CharFilter(path, method=narrowing.matching(column.search or str), **FEW)
        case Lookup.SUBTREE, _:
            yield SubtreeFilter(path, column.tree_order)
        case Lookup.RANGE, Kind.NUMBER:
            yield WholeFilter(path, "gte")
            yield WholeFilter(path, "lte")
        case Lookup.RANGE, Kind.YEARS:
            yield YearsFilter(path, method=narrowing.at_least_years(column.on))
            yield YearsFilter(path, method=narrowing.at_most_years(column.on))
        case Lookup.RANGE, Kind.MONTH:
            yield MonthFilter(path, "gte")
            yield MonthFilter(path, method=narrowing.until_month)
        case Lookup.RANGE, Kind.MOMENT:
            yield DateFilter(path, method=narrowing.from_day, **DAY)
            yield DateFilter(path, method=narrowing.to_day, **DAY)
        case Lookup.RANGE, _:
            yield DateFilter(path, "gte", **DAY)
            yield DateFilter(path, "lte", **DAY)
        case Lookup.ONE_OF, Kind.YES_NO:
            said = {"choices": fields.TRUTHS, "coerce": fields.is_true, "empty_value": None}
            yield TypedChoiceFilter(path, **said, **KNOWN)
        case Lookup.ONE_OF, _ if column.many:
            yield CodesFilter(path, is_numbered=column.is_numbered, **known)
        case Lookup.ONE_OF, _:
            yield ChoiceFilter(path, **known)
        case Lookup.EXACT, Kind.NUMBER:
            yield WholeFilter(path)
        case Lookup.EXACT, _:
            yield CharFilter(path, **MORE)
        case _:
            yield CharFilter(path, "icontains", **MORE)
