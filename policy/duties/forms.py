"""The form of a waiver."""

from django import forms


class WaiveForm(forms.Form):
    """Why the unit need not do it."""

    reason = forms.CharField(
        label="免办理由",
        max_length=200,
        help_text="如：本季度因病长期住院；已调离，无法补谈。",
        error_messages={"required": "请写明免办的理由。"},
    )
