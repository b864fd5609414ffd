"""Filter sets built from the columns a viewer has: one for the page's panel and for REST."""

from functools import lru_cache

import django_filters
from django import forms
from django.db.models import QuerySet
from django_filters.widgets import DateRangeWidget

from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity
from core.units.choice import FEW_OPTIONS, UnitSelect
from core.units.models import Unit

ANY = "不限"


class WordsFilter(django_filters.CharFilter):
    """Every blank-separated word occurs in the prepared search text (name, pinyin, initials)."""

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        for word in (value or "").lower().split():
            rows = rows.filter(**{f"{self.field_name}__contains": word})
        return rows


class SubtreeFilter(django_filters.ModelChoiceFilter):
    """Rows at or below a unit; the choices are the viewer's units."""

    def filter(self, rows: QuerySet, value: Unit | None) -> QuerySet:
        if value is None:
            return rows
        return rows.filter(**{f"{self.field_name}__startswith": value.path})


class WholeNumber(forms.IntegerField):
    """What an integer column can hold; `1e3000000` is refused before anybody multiplies it out."""

    def __init__(self, **kwargs) -> None:
        limits = {"min_value": -(2**31), "max_value": 2**31 - 1}
        super().__init__(**(kwargs | limits))


class RangeOfWholes(django_filters.fields.RangeField):
    """Two whole numbers."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__((WholeNumber(), WholeNumber()), *args, **kwargs)


class NumberRange(django_filters.RangeFilter):
    """From and to, both included; `name_min`, `name_max`."""

    field_class = RangeOfWholes


class Number(django_filters.NumberFilter):
    """Exactly this whole number."""

    field_class = WholeNumber

    def get_max_validator(self) -> None:
        """The field has its own limits."""


class RangeOfDays(django_filters.DateFromToRangeFilter):
    """From and to, both included; `name_after`, `name_before`; the browser's own calendar."""

    def __init__(self, **kwargs) -> None:
        super().__init__(widget=DateRangeWidget(attrs={"type": "date"}), **kwargs)


@lru_cache(maxsize=256)
def filter_set(entity: Entity, columns: tuple[Column, ...]) -> type[django_filters.FilterSet]:
    """The filter set over these columns alone: what is not granted cannot be asked about."""
    filters = {column.name: _filter(column) for column in columns if column.lookup is not None}
    return type(f"{entity.name.title()}Filters", (django_filters.FilterSet,), filters)


def _filter(column: Column) -> django_filters.Filter:
    path = column.filtered_path
    common = {"field_name": path, "label": column.label}
    match column.lookup, column.kind:
        case Lookup.WORDS, _:
            return WordsFilter(**common, max_length=60)
        case Lookup.SUBTREE, _:
            return SubtreeFilter(
                **common,
                widget=UnitSelect(most=FEW_OPTIONS),
                queryset=lambda request: Unit.objects.visible_to(request.viewer),
                empty_label=ANY,
                error_messages={"invalid_choice": "没有这个单位，或者它不在您的范围内。"},
            )
        case Lookup.RANGE, Kind.NUMBER:
            return NumberRange(**common)
        case Lookup.RANGE, _:
            return RangeOfDays(**common)
        case Lookup.ONE_OF, Kind.YES_NO:
            return django_filters.ChoiceFilter(
                **common,
                choices=[("true", "是"), ("false", "否")],
                empty_label=ANY,
                method=_yes_or_no(path),
            )
        case Lookup.ONE_OF, _:
            return django_filters.ChoiceFilter(
                **common,
                choices=lambda: list(column.names_of_codes().items()),
                empty_label=ANY,
                error_messages={"invalid_choice": "“%(value)s”不在可选的范围内。"},
            )
        case Lookup.EXACT, Kind.NUMBER:
            return Number(**common)
        case Lookup.EXACT, _:
            return django_filters.CharFilter(**common, max_length=100)
        case _:
            return django_filters.CharFilter(**common, lookup_expr="icontains", max_length=100)


def _yes_or_no(path: str):
    def method(rows: QuerySet, _name: str, value: str) -> QuerySet:
        return rows.filter(**{path: value == "true"})

    return method


def parameter_names(form: forms.Form) -> set[str]:
    """Every query parameter that the form reads, the two ends of a range included."""
    names: set[str] = set()
    for name, field in form.fields.items():
        widget = field.widget
        suffixes = getattr(widget, "suffixes", None) or getattr(widget, "suffixes_", None)
        if suffixes:
            names |= {f"{name}_{suffix}" for suffix in suffixes}
        else:
            names.add(name)
    return names
