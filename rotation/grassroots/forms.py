"""The form in which a line of the résumé is judged."""

from __future__ import annotations

from django import forms

from rotation.choices import GrassrootsKind
from rotation.grassroots.services import AS_WORDS, NONE

NOT_COUNTED = "none"  # a radio of its own: a blank choice means that nothing was chosen


class JudgementForm(forms.Form):
    """What the months of a line are, and why; `seen` is the judgement that was shown."""

    kind = forms.ChoiceField(
        label="基层经历类别",
        choices=[
            *GrassrootsKind.choices,
            (NOT_COUNTED, "不计入基层经历"),
            (AS_WORDS, "不作认定，按经历中的文字计算"),
        ],
    )
    reason = forms.CharField(
        label="认定理由",
        max_length=200,
        required=False,
        help_text="作了认定的必须填写，如依据的档案材料。",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_kind(self) -> str:
        """The kind as it is kept."""
        kind = self.cleaned_data["kind"]
        return NONE if kind == NOT_COUNTED else kind
