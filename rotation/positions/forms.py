"""Forms of positions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from cadres.choices import LEVEL
from cadres.people.querysets import KEEPERS
from core.codes.vocabulary import choices_of
from core.scoping import Viewer
from core.units.choice import UnitChoice
from core.units.models import Unit
from rotation.choices import Seat
from rotation.positions.models import Position

FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2199, 12, 31)
NO_LEVEL = ("", "不分层次")


def refuse_far(day: date) -> None:
    """A day that no post can have had."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise forms.ValidationError(f"日期“{day}”超出范围，请核对年份。")


def day_field(label: str, **more: Any) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **({"validators": [refuse_far]} | more))


def level_field(**more: Any) -> forms.ChoiceField:
    """A level, or none."""
    choices = [NO_LEVEL, *choices_of(LEVEL)]
    return forms.ChoiceField(label="职务层次", choices=choices, **({"required": False} | more))


class PositionForm(forms.Form):
    """The facts of a position that is there."""

    title = forms.CharField(
        label="职务名称", max_length=80, help_text="不含单位名称，如副局长、综合规划科科长。"
    )
    level = level_field()
    seat = forms.ChoiceField(label="正副职", choices=Seat.choices, initial=Seat.OTHER)
    is_leading = forms.BooleanField(
        label="领导职务", required=False, help_text="正职、副职必须勾选。"
    )
    quota = forms.IntegerField(label="职数", min_value=1, max_value=999, initial=1)
    order = forms.IntegerField(
        label="排序", min_value=0, max_value=9999, initial=999, help_text="数小的在前。"
    )
    since = day_field("设立日期", initial=timezone.localdate)
    document = forms.CharField(label="依据文号", max_length=80, required=False)
    note = forms.CharField(label="备注", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Principals and deputies lead."""
        data = super().clean() or {}
        if data.get("seat") in (Seat.PRINCIPAL, Seat.DEPUTY) and not data.get("is_leading"):
            self.add_error("is_leading", "正职和副职是领导职务，请勾选“领导职务”。")
        return data


class NewPositionForm(PositionForm):
    """A position of a unit in reach."""

    unit = UnitChoice(label="单位")
    field_order = ("unit",)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.visible_to(viewer, acting_as=KEEPERS).standing().employers()
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class EditPositionForm(PositionForm):
    """The facts as they were seen."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class AbolishForm(forms.Form):
    """From when there is no such position any more."""

    until = day_field("撤销日期", initial=timezone.localdate, help_text="从这一天起不再设置。")
    document = forms.CharField(label="依据文号", max_length=80, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)


def initial_of(position: Position) -> dict[str, Any]:
    """What the form of a position starts with."""
    names = [name for name in PositionForm.base_fields if name != "unit"]
    return {name: getattr(position, name) for name in names} | {"seen": position.version}
