"""The form field in which an ID number is typed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from cadres.identity.number import fault, normalize


class IdNumberField(forms.CharField):
    """An ID number (公民身份号码), taken in any usual form and given as 18 characters or empty.

    `today` tells the day that no birth may lie after.
    """

    def __init__(self, *, today: Callable[[], date] = localdate, **kwargs: Any) -> None:
        label = kwargs.setdefault("label", "身份证号")
        kwargs.setdefault("required", False)
        messages = {"required": f"请填写{label}。"} | kwargs.pop("error_messages", {})
        super().__init__(**kwargs, error_messages=messages)
        self.today = today
        self.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def to_python(self, value: Any) -> str:
        """The normalized number."""
        return normalize(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        """Refuse what is no number, in one sentence."""
        super().validate(value)
        if value and (sentence := fault(value, self.today())):
            raise ValidationError(sentence, code="invalid")
