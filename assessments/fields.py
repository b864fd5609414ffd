"""Form fields that several parts of the assessments have."""

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile

from assessments.filing import KINDS

CHOOSE: Final = ("", "请选择")
FILES_HELP: Final = "PDF、JPG、PNG、Word、Excel、WPS，每个不超过 5 MB，一次合计不超过 10 MB。"


def day_field(label: str, **more: Any) -> forms.DateField:
    """A date with the browser's own control."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    wrong = {"invalid": "“%(value)s”不是日期，请填成 2026-11-23 的样子。"}
    return forms.DateField(label=label, widget=widget, error_messages=wrong, **more)


def long_text(label: str, *, most: int, rows: int = 4, **more: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=most, **more
    )


class Seen(forms.Form):
    """A form about a record as it was when the page was made: its version."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class Files(forms.FileField):
    """Several files at once; a list, maybe an empty one."""

    class Input(forms.FileInput):
        """The browser's control for several files."""

        allow_multiple_selected = True

    def __init__(self, **more: Any) -> None:
        accept = ",".join(f".{ending}" for ending in KINDS)
        super().__init__(widget=self.Input(attrs={"multiple": True, "accept": accept}), **more)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Each file; what they may be is the verb's business."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given and self.required:
            raise forms.ValidationError("请选择文件。")
        return [file for file in given if file]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether a file was chosen."""
        return bool(data)


class AttachFiles(forms.Form):
    """Files for a record."""

    files = Files(label="附件", help_text=FILES_HELP)
