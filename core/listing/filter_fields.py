"""Filters whose field differs from that of django-filter: whole numbers, months, several codes."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django_filters import Filter, NumberFilter

from core.listing.columns import ABSENT
from core.month_fields import MonthFormField

LEAST, MOST = -(2**31), 2**31 - 1  # what an integer column can hold
MOST_YEARS = 150
TRUTHS = (("true", "是"), ("false", "否"))
UNKNOWN = {"invalid_choice": "“%(value)s”不在可选的范围内，请重选或填代码。"}
WHOLE = {"invalid": "应为整数，如 30。"}
DAY = {"invalid": "日期写法不对，请写成 2026-06-30 的样子。"}


def is_true(text: str) -> bool:
    """What one of TRUTHS says."""
    return text == "true"


class WholeFilter(NumberFilter):
    """A whole number; `1e3000000` is refused before anybody multiplies it out."""

    field_class = forms.IntegerField

    def __init__(self, *args: Any, min_value: int = LEAST, max_value: int = MOST, **kwargs: Any):
        told = {"error_messages": WHOLE} | kwargs
        super().__init__(*args, min_value=min_value, max_value=max_value, **told)

    def get_max_validator(self) -> None:
        """The field has bounds of its own; two sentences for one fault would be one too many."""


class YearsFilter(WholeFilter):
    """A number of full years."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, min_value=0, max_value=MOST_YEARS, **kwargs)


class MonthFilter(Filter):
    """A month in any usual writing."""

    field_class = MonthFormField


class Several(forms.SelectMultiple):
    """`tier=1&tier=2` as a form sends it, `tier=1,2` as a program writes it."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The values in either writing."""
        return [part for given in data.getlist(name) for part in given.split(",") if part]


class Codes(forms.MultipleChoiceField):
    """Some of the choices, or none."""

    widget = Several


class CodesFilter(Filter):
    """Some of the codes, by one IN; MultipleChoiceFilter would join as many comparisons by OR."""

    field_class = Codes

    def __init__(self, path: str, *, is_numbered: bool = False, **kwargs: Any):
        super().__init__(path, "in", **kwargs)
        self.is_numbered = is_numbered

    def filter(self, rows: QuerySet, codes: list[str]) -> QuerySet:
        """The rows with one of the codes; `ABSENT` among them: those without a value too."""
        if ABSENT not in codes:
            return super().filter(rows, codes)
        path = self.field_name
        chosen = Q(**{f"{path}__in": [code for code in codes if code != ABSENT]})
        absent = Q(**{f"{path}__isnull": True})
        return rows.filter(
            chosen | absent if self.is_numbered else chosen | absent | Q(**{path: ""})
        )
