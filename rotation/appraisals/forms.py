"""Forms of a sheet, one a side."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from cadres.choices import Grade

LONGEST_SUMMARY, LONGEST_OPINION, LONGEST_REASON = 3000, 600, 200
CHOOSE = ("", "请选择")


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, initial=timezone.localdate)


def _text(label: str, rows: int, most: int, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


class SeenForm(forms.Form):
    """A form about a sheet as it was when it was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class DraftForm(forms.Form):
    """The person's own words; without `seen` there is no sheet yet."""

    summary = _text(
        "个人总结", 14, LONGEST_SUMMARY, help_text="工作情况、成效和不足，不超过 3000 字。"
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class JudgeForm(SeenForm):
    """The host."""

    host_opinion = _text("鉴定意见", 6, LONGEST_OPINION)
    host_grade = forms.ChoiceField(label="鉴定等次", choices=[CHOOSE, *Grade.choices])
    host_on = _day("鉴定日期")
    host_signer = forms.CharField(label="单位负责人", max_length=40, required=False)
    poll = forms.CharField(
        label="民主测评结果",
        max_length=200,
        required=False,
        help_text="如“参加测评 32 人，优秀 28 票、称职 4 票”。",
    )


class CommentForm(SeenForm):
    """The sending unit."""

    sender_opinion = _text("派出单位意见", 5, LONGEST_OPINION)
    sender_on = _day("日期")


class ConcludeForm(SeenForm):
    """The department."""

    department_opinion = _text("组织部门意见", 5, LONGEST_OPINION)
    department_on = _day("日期")
    note = forms.CharField(label="备注", max_length=200, required=False)


class ReasonForm(SeenForm):
    """Why it goes back."""

    reason = forms.CharField(label="理由", max_length=LONGEST_REASON)
