"""One form per verb of spot checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from assessments.choices import Answer, ItemResult
from assessments.fields import Seen, day_field
from assessments.spot_checks.checklist import QUESTIONS
from assessments.spot_checks.sampling import LONGEST_SEED, clean_seed
from cadres.people.querysets import KEEPERS
from core.scoping import Viewer
from core.units.choice import UnitChoice
from core.units.models import Unit
from policy.periods import Quarter

TEXT = {"rows": 4}
LONGEST = 4000


def places_of(viewer: Viewer) -> Any:
    """The units that a department may draw below, the highest first."""
    return Unit.objects.visible_to(viewer, acting_as=KEEPERS).order_by("depth", "sort_path")


class Draw(forms.Form):
    """Which quarter, below which unit, how much, with which seed."""

    quarter = forms.ChoiceField(label="季度")
    unit = UnitChoice(label="范围", empty_label=None)
    percent = forms.IntegerField(label="抽查比例（%）", min_value=1, max_value=100, required=False)
    seed = forms.CharField(
        label="随机种子",
        max_length=LONGEST_SEED,
        required=False,
        help_text="由系统随机生成，也可以现场当众拟定。同样的种子、同样的记录，谁来抽都是同样的结果。",
    )

    def __init__(
        self, *args: Any, viewer: Viewer, quarters: Sequence[Quarter], least: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = [(q.key, q.label) for q in quarters]
        self.fields["unit"].queryset = places_of(viewer)
        self.fields["percent"].help_text = f"参数定为 {least}%，可以提高，不能降低；不填按参数。"

    def clean_quarter(self) -> Quarter:
        """A quarter that was offered."""
        return Quarter.parse(self.cleaned_data["quarter"])

    def clean_seed(self) -> str:
        """As it will be kept; empty is left to the system."""
        seed = self.cleaned_data["seed"]
        if not seed.strip():
            return ""
        try:
            return clean_seed(seed)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None


class CheckList(Seen):
    """What a reader found of one record."""

    result = forms.ChoiceField(
        label="结果",
        choices=[(r.value, r.label) for r in (ItemResult.GOOD, ItemResult.FAULTY)],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择“符合要求”或“存在问题”。"},
    )
    note = forms.CharField(
        label="核查意见",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="存在问题的必填；反馈以后单位会看到这段话。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in QUESTIONS:
            self.fields[f"q_{key}"] = forms.ChoiceField(
                label=label,
                choices=Answer.choices,
                widget=forms.RadioSelect,
                error_messages={"required": "请回答是、否或不适用。"},
            )

    def questions(self) -> Iterator[BoundField]:
        """The questions in their order."""
        for key, _label in QUESTIONS:
            yield self[f"q_{key}"]

    def answers(self) -> dict[str, str]:
        """What the service is told."""
        return {key: self.cleaned_data[f"q_{key}"] for key, _label in QUESTIONS}


class Report(Seen):
    """The findings of a check: in general, and a demand for each unit with faulty records."""

    summary = forms.CharField(
        label="总体情况", max_length=LONGEST, required=False, widget=forms.Textarea(attrs=TEXT)
    )
    answer_by = day_field("整改期限")

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        for unit in units:
            self.fields[f"demand_{unit.pk}"] = forms.CharField(
                label=f"对{unit.short_name}的整改要求",
                max_length=LONGEST,
                widget=forms.Textarea(attrs=TEXT),
                help_text=f"{unit.faults} 份记录存在问题。",  # type: ignore[attr-defined]
                error_messages={"required": f"请写明对{unit.short_name}的整改要求。"},
            )
        if not units:
            del self.fields["answer_by"]

    def told(self, on: date) -> dict[str, Any]:
        """What the service is told."""
        data = self.cleaned_data
        return {
            "seen": data["seen"],
            "summary": data["summary"],
            "answer_by": data.get("answer_by", on),
            "demands": {unit.pk: data[f"demand_{unit.pk}"] for unit in self.units},
        }


class Answered(Seen):
    """What the unit has put right."""

    text = forms.CharField(
        label="整改情况",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="逐份说明怎样改正；已经封存、不能修改的，说明怎样补救、今后怎样防止。",
        error_messages={"required": "请写明整改情况。"},
    )


class Accepted(Seen):
    """The department is content."""

    remark = forms.CharField(
        label="认可意见", max_length=LONGEST, required=False, widget=forms.Textarea(attrs=TEXT)
    )


class Returned(Seen):
    """The department is not content, and says why."""

    remark = forms.CharField(
        label="退回意见",
        max_length=LONGEST,
        widget=forms.Textarea(attrs=TEXT),
        error_messages={"required": "退回的，请写明还要整改什么。"},
    )
