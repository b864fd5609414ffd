"""Into a pool, and out of it."""

from typing import Any

from django import forms

from cadres.choices import Pool
from cadres.roster.forms import CHOOSE, BatchForm


class JoinForm(BatchForm):
    """Which pool, from when, by which document."""

    pool = forms.TypedChoiceField(label="后备库", choices=[CHOOSE, *Pool.choices], coerce=int)
    document = forms.CharField(label="依据文号", max_length=80, required=False)
    note = forms.CharField(label="说明", max_length=200, required=False)
    field_order = ["pool", "on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "进入日期"

    @property
    def values(self) -> dict[str, Any]:
        """The arguments of `join`."""
        values = dict(self.cleaned_data)
        return values | {"since": values.pop("on")}


class LeaveForm(BatchForm):
    """From when not any more, and why."""

    note = forms.CharField(
        label="说明", max_length=200, required=False, help_text="填写后代替原来的说明。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "退出日期"
        self.fields["on"].help_text = "从这一天起不在库。"

    @property
    def values(self) -> dict[str, Any]:
        """The arguments of `leave`."""
        values = dict(self.cleaned_data)
        return values | {"until": values.pop("on")}
