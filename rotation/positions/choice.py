"""Choosing a position: some options in the page, the rest found by typing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.urls import reverse_lazy

from rotation.positions.models import Position

MOST_OPTIONS = 200  # in a form, which works without script too
NONE_CHOSEN = "不对应职位"


def called(rows: QuerySet, text: str) -> QuerySet:
    """Positions whose title, or whose unit, answers every typed word."""
    for word in text.replace("\x00", "").lower().split()[:5]:
        rows = rows.filter(Q(title__contains=word) | Q(unit__search__contains=word))
    return rows


def words_of(position: Position) -> str:
    """The unit first, so that typing finds it."""
    return f"{position.unit.short_name}　{position.title}"


class PositionSelect(forms.Select):
    """The first of them and what is chosen; typing asks the server for others."""

    def __init__(self, attrs: dict | None = None) -> None:
        source = {"data-long-choice": True, "data-source": reverse_lazy("positions:options")}
        super().__init__(source | (attrs or {}))

    def optgroups(self, name: str, value: list[str], attrs: dict | None = None) -> list:
        """At most MOST_OPTIONS, those of `value` always among them."""
        every = self.choices
        if isinstance(every, ModelChoiceIterator):
            self.choices = self._few(every, value)
        try:
            return super().optgroups(name, value, attrs)
        finally:
            self.choices = every

    def _few(self, every: ModelChoiceIterator, value: list[str]) -> list[tuple]:
        found = list(every.queryset[:MOST_OPTIONS])
        shown = {str(one.pk) for one in found}
        missing = [pk for pk in value if pk.isdecimal() and len(pk) < 19 and pk not in shown]
        if missing:
            found += every.queryset.filter(pk__in=missing)
        return [("", every.field.empty_label), *(every.choice(one) for one in found)]


class PositionChoice(forms.ModelChoiceField):
    """A position in reach; the form gives the queryset."""

    widget = PositionSelect
    default_error_messages = {"invalid_choice": "没有这个职位，或者它不在您的范围内。"}

    def __init__(self, **kwargs: Any) -> None:
        given = {"required": False, "empty_label": NONE_CHOSEN, "label": "职位"} | kwargs
        super().__init__(Position.objects.none(), **given)

    def label_from_instance(self, position: Position) -> str:
        """With its unit."""
        return words_of(position)
