"""One form per verb of the roster: from when, what, and on what ground."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone

from cadres.choices import Direction, EntryMode, ExitGround, HeldBy, RosterStatus, Tier
from cadres.roster.keeping import NOT_YOURS_TO_GIVE, lists_of
from core.scoping import Viewer

FIRST_DAY = date(1990, 1, 1)  # no roster is older; a mistyped year is noticed
CHOOSE = ("", "请选择")
STATUSES = (
    (RosterStatus.CONSIDERED.value, "列为考察对象"),
    (RosterStatus.CULTIVATED.value, "恢复在库培养"),
    (RosterStatus.PAUSED.value, "暂缓"),
)
CLAUSED = ("1", "2", "3", "4", "5", "6", "7")
GROUNDS = [
    (ground.value, f"（{ground.value}）{ground.label}" if ground.value in CLAUSED else ground.label)
    for ground in ExitGround
]


class BatchForm(forms.Form):
    """What a verb upon many is told; `values` are the arguments of its service."""

    on = forms.DateField(
        label="起始日期",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
        validators=[
            MinValueValidator(FIRST_DAY, f"日期不能早于 {FIRST_DAY}，请核对年份。"),
        ],
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_on(self) -> date:
        """The roster says what is: a change is entered on its day or later."""
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError("日期不能晚于今天，请在当天或以后登记。")
        return on

    @property
    def values(self) -> dict[str, Any]:
        """The arguments of the service."""
        return dict(self.cleaned_data)

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, to be bound again."""
        return {name: self.data.get(self.add_prefix(name), "") for name in self.fields}

    def said(self) -> list[tuple[str, str]]:
        """Every value that was given, in words, the day last."""
        lines = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if value in (None, ""):
                continue
            labels = dict(getattr(field, "choices", ()))
            lines.append((str(field.label), str(labels.get(value, value))))
        return lines


def offer_lists(field: forms.ChoiceField, viewer: Viewer, *first: tuple[str, str]) -> None:
    """Choices: the lists that are the viewer's to give (clauses 2.0 and 4.2)."""
    lists = lists_of(viewer)
    field.choices = [*first, *((held_by.value, held_by.label) for held_by in lists)]
    if len(lists) < len(HeldBy):
        field.error_messages["invalid_choice"] = NOT_YOURS_TO_GIVE


class RestateForm(BatchForm):
    """A part of the standing, from a day, with a remark."""

    note = forms.CharField(label="说明", max_length=200, required=False)
    field_order = ["tier", "direction", "held_by", "status", "on", "note"]


class TierForm(RestateForm):
    """Another tier (clauses 2.1–2.4)."""

    tier = forms.TypedChoiceField(label="使用层级", choices=[CHOOSE, *Tier.choices], coerce=int)


class DirectionForm(RestateForm):
    """What the person is trained for (clause 3.1.0)."""

    direction = forms.ChoiceField(label="培养方向", choices=[CHOOSE, *Direction.choices])


class HolderForm(RestateForm):
    """Which department keeps the person on its list."""

    held_by = forms.ChoiceField(label="掌握层级")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_lists(self.fields["held_by"], self.viewer, CHOOSE)


class StatusForm(RestateForm):
    """Under inspection, back, or paused; whoever leaves is released."""

    status = forms.ChoiceField(
        label="名册状态",
        choices=[CHOOSE, *STATUSES],
        help_text="出库（已使用、已调出）请用“调出”，要写明原因。",
    )


class ReleaseForm(BatchForm):
    """The ground of clause 3.3.3, or promoted."""

    ground = forms.ChoiceField(
        label="出库原因",
        choices=[CHOOSE, *GROUNDS],
        help_text="（1）至（7）为实施方案 3.3.3 的七种情形。",
    )
    document = forms.CharField(label="依据文号", max_length=80, required=False)
    note = forms.CharField(
        label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ["ground", "on", "document", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "出库日期"
        self.fields["on"].help_text = "从这一天起不在名册上。"

    def clean(self) -> dict[str, Any]:
        """“Other” says nothing by itself."""
        data = super().clean() or self.cleaned_data
        if data.get("ground") == ExitGround.OTHER and not data.get("note"):
            self.add_error("note", "“本人自愿退出或其他原因”要写明情况，请填写说明。")
        return data


class AdmitForm(BatchForm):
    """How somebody comes onto the roster (clauses 2.0 and 3.3.3 补充)."""

    entry_mode = forms.ChoiceField(
        label="入库方式", choices=EntryMode.choices, initial=EntryMode.COMMITTEE
    )
    held_by = forms.ChoiceField(label="掌握层级")
    tier = forms.TypedChoiceField(
        label="使用层级",
        choices=[("", "未定"), *Tier.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    direction = forms.ChoiceField(
        label="培养方向", choices=[("", "未定"), *Direction.choices], required=False
    )
    recommended_by = forms.CharField(label="推荐单位", max_length=80, required=False)
    entry_document = forms.CharField(label="依据文号", max_length=80, required=False)
    field_order = ["entry_mode", "held_by", "on", "tier", "direction"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "入库日期"
        offer_lists(self.fields["held_by"], self.viewer)
        city = HeldBy.CITY in lists_of(self.viewer)
        self.fields["held_by"].initial = HeldBy.CITY if city else HeldBy.COUNTY
