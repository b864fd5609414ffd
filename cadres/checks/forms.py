"""The form that leaves a finding alone for a while."""

from django import forms


class MuteForm(forms.Form):
    """Why, and until when."""

    reason = forms.CharField(
        label="原因", max_length=200, help_text="如：档案认定如此，有认定材料；正在补证。"
    )
    until = forms.DateField(
        label="截止日期",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="这一天起重新提示，最长一年。",
        error_messages={"invalid": "日期请写成 2026-12-31 的样子。"},
    )
