"""The form fields that read query parameters; each maker gives a fresh field per request."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms

from core.month_fields import MonthFormField
from core.scoping import Viewer

Maker = Callable[[Viewer], forms.Field]

WHOLES = (-(2**31), 2**31 - 1)  # what an integer column can hold
MOST_YEARS = 150
TRUTHS = (("true", "是"), ("false", "否"))
UNKNOWN = {"invalid_choice": "“%(value)s”不在可选的范围内。"}
DAY = {"invalid": "日期写法不对，请写成 2026-06-30 的样子。"}


def text(longest: int) -> Maker:
    """A text of at most so many characters."""
    return lambda _viewer: forms.CharField(required=False, max_length=longest)


def whole(least: int = WHOLES[0], most: int = WHOLES[1]) -> Maker:
    """A whole number; `1e3000000` is refused before anybody multiplies it out."""
    return lambda _viewer: forms.IntegerField(required=False, min_value=least, max_value=most)


def years() -> Maker:
    """A number of full years."""
    return whole(0, MOST_YEARS)


def month() -> Maker:
    """A month in any usual writing."""
    return lambda _viewer: MonthFormField(required=False)


def day() -> Maker:
    """A day."""
    return lambda _viewer: forms.DateField(required=False, error_messages=DAY)


def truth() -> Maker:
    """`true` or `false`."""
    return lambda _viewer: Code(choices=TRUTHS)


def code(names: Callable[[], Mapping[str, str]]) -> Maker:
    """One of the codes."""
    return lambda _viewer: Code(choices=list(names().items()))


def codes(names: Callable[[], Mapping[str, str]]) -> Maker:
    """Some of the codes."""
    return lambda _viewer: Codes(choices=list(names().items()))


class Code(forms.ChoiceField):
    """One of the choices, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, error_messages=UNKNOWN, **kwargs)


class Several(forms.SelectMultiple):
    """`tier=1&tier=2` as a form sends it, `tier=1,2` as a program writes it."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The values in either writing."""
        return [part for given in data.getlist(name) for part in given.split(",") if part]


class Codes(forms.MultipleChoiceField):
    """Some of the choices, or none."""

    widget = Several

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, error_messages=UNKNOWN, **kwargs)
