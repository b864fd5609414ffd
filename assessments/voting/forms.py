"""The one thing that a voter types: his code."""

from django import forms
from django.core.exceptions import ValidationError

from assessments.polls.codes import LENGTH, normalised


class EnterCode(forms.Form):
    """A code as printed, in any case and spacing; `clean` gives its normal form."""

    code = forms.CharField(
        label="测评码",
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "placeholder": "如 KMER WFDD 9X2P",
            }
        ),
        error_messages={
            "required": "请输入测评票上的 12 位测评码。",
            "max_length": "测评码只有 12 位，您输入的太长。请对照测评票重新输入。",
        },
    )

    def clean_code(self) -> str:
        """Raises ValidationError for what cannot be a code: that is no attempt at one."""
        typed = self.cleaned_data["code"]
        code = normalised(typed)
        if code is None:
            raise ValidationError(_why(typed))
        return code


def _why(typed: str) -> str:
    letters = sum(mark.isalnum() for mark in typed)
    if letters != LENGTH:
        return f"测评码是 {LENGTH} 位字母和数字，您输入了 {letters} 位。请对照测评票重新输入。"
    return f"“{typed}”里有测评码不用的字符。测评码只用字母和数字，请对照测评票重新输入。"
