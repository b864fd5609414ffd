"""The forms that leave findings alone for a while, and that say which people are listed."""

from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from cadres.checks.rule import Severity
from cadres.roster.forms import BatchForm
from core.months import first_of, shift
from core.scoping import Viewer
from core.units.choice import UnitChoice
from core.units.models import Unit

PERIODS = (("1", "一个月"), ("3", "三个月"), ("6", "半年"))


def months_later(day: date, months: int) -> date:
    """The same day some months later; the last of the month where it has no such day."""
    month = shift(first_of(day), months)
    return month.replace(day=min(day.day, monthrange(month.year, month.month)[1]))


class MuteForm(forms.Form):
    """Why, and until when: a usual period, or a day."""

    reason = forms.CharField(
        label="原因", max_length=200, help_text="如：档案认定如此，有认定材料；正在补证。"
    )
    period = forms.ChoiceField(
        label="多久",
        choices=PERIODS,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "没有这个期限可选，请重新选择。"},
    )
    until = forms.DateField(
        label="或者到哪一天",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="这一天起重新提示，最长一年；填了日期的以日期为准。",
        error_messages={"invalid": "日期请写成 2026-12-31 的样子。"},
    )

    def clean(self) -> dict[str, Any]:
        """The day that the period means; the service is given the day alone."""
        data = super().clean() or self.cleaned_data
        period = data.pop("period", "")
        if not data.get("until") and period and "until" not in self.errors:
            data["until"] = months_later(timezone.localdate(), int(period))
        if not data.get("until") and not {"until", "period"} & set(self.errors):
            self.add_error("until", "请选择多久，或者填写日期。")
        return data


class PeopleFilter(forms.Form):
    """Whose people are listed, and what of theirs is counted."""

    unit = UnitChoice(label="单位", required=False, empty_label="全部单位")
    severity = forms.ChoiceField(
        label="程度",
        required=False,
        choices=[("", "错误和提醒"), (Severity.ERROR, "只看错误"), (Severity.WARNING, "只看提醒")],
        error_messages={"invalid_choice": "没有这个程度可选，请重新选择。"},
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.visible_to(viewer).standing()
        self.fields["unit"].queryset = units.order_by("sort_path")


class MuteManyForm(MuteForm, BatchForm):
    """The same for many findings at once."""

    on = None


class AcceptManyForm(BatchForm):
    """Nothing is asked: each finding has its own suggestion."""

    on = None
