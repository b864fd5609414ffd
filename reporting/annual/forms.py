"""The forms of whoever collects reports: one per verb."""

from __future__ import annotations

from django import forms

from assessments.fields import Seen, long_text
from reporting.annual.guards import LONGEST_WORDS


class SeenForm(Seen):
    """A verb that asks for nothing but whether the report is the one that was read."""


class FileForm(Seen):
    """What is to be filed: the report's version, and the tag of everything in it."""

    tag = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class ReturnForm(Seen):
    """What is to be mended, beside the comments on cells."""

    words = long_text(
        "退回意见",
        most=LONGEST_WORDS,
        rows=3,
        required=False,
        help_text="总的意见；已经在报告中逐处提出意见的，可以不写。",
    )


class ReopenForm(Seen):
    """Why an accepted report goes back."""

    words = long_text("原因", most=LONGEST_WORDS, rows=3)


class CommentForm(forms.Form):
    """What is said of one cell."""

    words = long_text("意见", most=LONGEST_WORDS, rows=3, help_text="写清楚哪里不对、要怎样改。")
