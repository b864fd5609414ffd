"""Forms of a case, one a verb, and of opening one by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from assessments.cases.choices import CaseKind, UnitOpinion

LONGEST, LONGEST_MEETING, LONGEST_DOCUMENT = 2000, 120, 80
OPINIONS = {
    CaseKind.EXIT: (UnitOpinion.KEEP, UnitOpinion.RELEASE, UnitOpinion.LATER),
    CaseKind.ADDITION: (UnitOpinion.ADD, UnitOpinion.NOT_YET, UnitOpinion.LATER),
}
CHOOSE = ("", "请选择")
AGREES = (UnitOpinion.KEEP, UnitOpinion.ADD)  # need no reason


def _day(label: str, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    wrong = {"invalid": "“%(value)s”不是日期，请填成 2026-11-23 的样子。"}
    return forms.DateField(label=label, widget=widget, error_messages=wrong, **more)


def _text(label: str, rows: int = 5, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, widget=widget, **more)


class Seen(forms.Form):
    """A form about a case as it was when the form was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class OpineForm(Seen):
    """保留资格初步意见 of the unit."""

    opinion = forms.ChoiceField(label="单位意见")
    words = _text("理由", required=False, help_text="意见不是“保留”“同意补充”的，写明理由。")
    day = _day("日期", initial=timezone.localdate)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [(one.value, one.label) for one in OPINIONS[CaseKind(kind)]]
        self.fields["opinion"].choices = [CHOOSE, *options]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whatever is not simply agreed to has its reason."""
        data = super().clean() or self.cleaned_data
        opinion, has_words = data.get("opinion"), data.get("words") or "words" in self.errors
        if opinion and opinion not in AGREES and not has_words:
            label = UnitOpinion(opinion).label
            self.add_error("words", f"单位意见是“{label}”，请写明理由。")
        return data


class StateForm(Seen):
    """The person's own words, entered by an office on his behalf."""

    words = _text("本人陈述", 8)
    day = _day("陈述日期", initial=timezone.localdate)


class OwnStateForm(Seen):
    """The person's own words, of today."""

    words = _text("陈述内容", 10, help_text="对立案情形的说明和意见，不超过 2000 字。")


class DecideForm(Seen):
    """What was decided, by which meeting."""

    reason = _text("决定理由", 4)
    meeting = forms.CharField(
        label="研究会议",
        max_length=LONGEST_MEETING,
        help_text="如“市委组织部部务会 2026 年第 12 次会议”。",
    )
    document = forms.CharField(label="文号", max_length=LONGEST_DOCUMENT, required=False)
    day = _day("决定日期", initial=timezone.localdate)


class ObserveForm(DecideForm):
    """The same, until a day."""

    until = _day("观察至", help_text="当日为止，期满再作决定。")
    field_order = ("seen", "until")


class WithdrawForm(Seen):
    """Why the case should not stand."""

    reason = _text("撤销原因", 3)


class OpenForm(forms.Form):
    """Ground (7): his own wish, or another reason."""

    words = _text("退出申请或其他原因", 6, help_text="本人和单位看得到，请写明申请日期和理由。")


class NominateForm(forms.Form):
    """Why somebody should be on the list."""

    words = _text("突出表现", 6, help_text="写明主要事迹、成效和依据。")
