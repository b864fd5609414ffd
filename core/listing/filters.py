"""Filters: one per query parameter, made from columns and conditions, for the panel and for REST.

Only the parameters that were asked become form fields; the other filters of a wide list cost
nothing. What is not granted has no filter, so it cannot be asked about.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from core.listing import filter_fields as fields
from core.listing import filter_rows as narrowing
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.scoping import Viewer
from core.units.choice import FEW_OPTIONS, UnitChoice, UnitSelect
from core.units.models import Unit

ANY = "不限"

Apply = Callable[[QuerySet, Any], QuerySet]


@dataclass(frozen=True, slots=True, eq=False)
class Filter:
    """One query parameter: the field that reads it, and what its value does to the rows."""

    name: str
    field: Callable[[Viewer], forms.Field]
    apply: Apply


@lru_cache(maxsize=4096)
def filters_of(column: Column) -> tuple[Filter, ...]:
    """The filters of a column: none, one, or the two ends of a range."""
    pairs = zip(column.parameters, _ends(column), strict=True)
    return tuple(Filter(name, *end) for name, end in pairs)


def asked_filters(columns: Iterable[Column], params: QueryDict) -> Iterator[Filter]:
    """The filters of those parameters that have a value."""
    for column in columns:
        for name, found in zip(column.parameters, filters_of(column), strict=True):
            if any(params.getlist(name)):
                yield found


def condition_field(condition: Condition) -> Callable[[Viewer], forms.Field]:
    """The field of a condition; it is applied by the listing, which knows the day."""
    return lambda _viewer: fields.Code(choices=list(condition.options.items()))


def parameter_names(columns: Iterable[Column], conditions: Iterable[Condition] = ()) -> set[str]:
    """Every query parameter of these columns and conditions."""
    names = {name for column in columns for name in column.parameters}
    return names | {condition.name for condition in conditions}


def unit_field(viewer: Viewer) -> forms.Field:
    """The choice of a unit that the viewer may see."""
    widget = UnitSelect(most=FEW_OPTIONS)
    field = UnitChoice(required=False, empty_label=ANY, widget=widget)
    field.queryset = Unit.objects.visible_to(viewer)
    return field


def _ends(column: Column) -> Iterator[tuple[Callable[[Viewer], forms.Field], Apply]]:
    path = column.filtered_path
    match column.lookup, column.kind:
        case None, _:
            return
        case Lookup.WORDS, _:
            yield fields.text(60), narrowing.all_words(path)
        case Lookup.NAME, _:
            yield fields.text(60), narrowing.matching(path, column.search or str)
        case Lookup.SUBTREE, _:
            yield unit_field, narrowing.below(path)
        case Lookup.RANGE, Kind.NUMBER:
            yield fields.whole(), narrowing.compared(path, "gte")
            yield fields.whole(), narrowing.compared(path, "lte")
        case Lookup.RANGE, Kind.YEARS:
            yield fields.years(), narrowing.at_least_years(path, column.on)
            yield fields.years(), narrowing.at_most_years(path, column.on)
        case Lookup.RANGE, Kind.MONTH:
            yield fields.month(), narrowing.compared(path, "gte")
            yield fields.month(), narrowing.until_month(path)
        case Lookup.RANGE, Kind.MOMENT:
            yield fields.day(), narrowing.from_day(path)
            yield fields.day(), narrowing.to_day(path)
        case Lookup.RANGE, _:
            yield fields.day(), narrowing.compared(path, "gte")
            yield fields.day(), narrowing.compared(path, "lte")
        case Lookup.ONE_OF, Kind.YES_NO:
            yield fields.truth(), narrowing.is_true(path)
        case Lookup.ONE_OF, _ if column.many:
            yield fields.codes(column.names_of_codes), narrowing.compared(path, "in")
        case Lookup.ONE_OF, _:
            yield fields.code(column.names_of_codes), narrowing.compared(path, "exact")
        case Lookup.EXACT, Kind.NUMBER:
            yield fields.whole(), narrowing.compared(path, "exact")
        case Lookup.EXACT, _:
            yield fields.text(100), narrowing.compared(path, "exact")
        case _:
            yield fields.text(100), narrowing.compared(path, "icontains")
