"""The forms that set a figure and take one back."""

from __future__ import annotations

from typing import Any

from django import forms

from policy.parameters.catalogue import Definition
from policy.parameters.kinds import Bounds, Choice, Day, Days, should_be

DATE = {"type": "date"}


class ChangeForm(forms.Form):
    """A value, from when, why and by which document; `seen` is what it was filled in upon."""

    text = forms.CharField(label="新的值", max_length=60)
    since = forms.DateField(
        label="起始日期",
        widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
        help_text="从这一天起执行，不早于今天。",
    )
    reason = forms.CharField(label="理由", max_length=200)
    document = forms.CharField(label="依据文号", max_length=80, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, definition: Definition, allowed: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        kind = definition.kind
        field = self.fields["text"]
        field.label = definition.label
        field.help_text = f"{should_be(allowed)}。{definition.help}"
        if isinstance(kind, Choice):
            field.widget = forms.Select(choices=kind.options)
        elif isinstance(kind, Day):
            field.widget = forms.DateInput(attrs=DATE, format="%Y-%m-%d")

    def clean_text(self) -> str:
        """Something that can be read as the figure."""
        text = self.cleaned_data["text"]
        try:
            self.definition.kind.parse(text)
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from None
        return text


class WithdrawForm(forms.Form):
    """Why a value is taken back."""

    reason = forms.CharField(label="理由", max_length=200)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


def as_typed(definition: Definition, stored: Any) -> str:
    """What is stored, as a person would type it."""
    if stored is None:
        return ""
    return (
        "、".join(map(str, stored)) if isinstance(definition.kind, (Days, Bounds)) else str(stored)
    )
