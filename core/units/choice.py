"""Choosing a unit: a few hundred options in the page, the rest found by typing."""

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.urls import reverse_lazy

from core.units.models import Unit

MOST_OPTIONS = 300  # in a form, which works without script too
FEW_OPTIONS = 100  # in the filter of a list, where the tree is at hand


class UnitSelect(forms.Select):
    """The upper levels of the tree and what is chosen; typing asks the server for others."""

    def __init__(self, attrs: dict | None = None, *, most: int = MOST_OPTIONS) -> None:
        self.most = most
        source = {"data-long-choice": True, "data-source": reverse_lazy("units:options")}
        super().__init__(source | (attrs or {}))

    def optgroups(self, name: str, value: list[str], attrs: dict | None = None) -> list:
        """At most `most` options, those of `value` always among them."""
        every = self.choices
        if isinstance(every, ModelChoiceIterator):
            self.choices = self._few(every, value)
        try:
            return super().optgroups(name, value, attrs)
        finally:
            self.choices = every

    def create_option(self, name, value, label, selected, index, **kwargs) -> dict:
        """Each option carries its search words: pinyin and initials find it."""
        option = super().create_option(name, value, label, selected, index, **kwargs)
        unit = getattr(value, "instance", None)
        if unit is not None:
            option["attrs"]["data-pinyin"] = unit.search
        return option

    def _few(self, every: ModelChoiceIterator, value: list[str]) -> list[tuple]:
        units = list(every.queryset.order_by("depth", "sort_path")[: self.most])
        shown = {str(unit.pk) for unit in units}
        missing = [
            pk for pk in map(str, value) if pk.isdecimal() and len(pk) < 19 and pk not in shown
        ]
        if missing:
            units += every.queryset.filter(pk__in=missing)
        units.sort(key=lambda unit: unit.sort_path)
        empty = every.field.empty_label
        return ([("", empty)] if empty is not None else []) + [every.choice(u) for u in units]


class UnitChoice(forms.ModelChoiceField):
    """A unit in reach; where none are given at once, the form gives the queryset."""

    widget = UnitSelect
    default_error_messages = {
        "invalid_choice": "没有这个单位，或者它不在您的范围内。",
    }

    def __init__(self, queryset: QuerySet[Unit] | None = None, **kwargs) -> None:
        units = Unit.objects.none() if queryset is None else queryset
        super().__init__(units, **({"empty_label": "请选择单位"} | kwargs))

    def label_from_instance(self, unit: Unit) -> str:
        """Indented as in the tree."""
        return f"{'　' * (unit.depth - 1)}{unit.short_name}"
