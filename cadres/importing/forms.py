"""The form of uploading."""

from typing import Any

from django import forms
from django.conf import settings

from cadres.importing.services import SUFFIXES
from cadres.importing.units import own_units
from core.scoping import Viewer
from core.units.choice import UnitChoice

MOST_FILES = 200


class ManyFilesInput(forms.ClearableFileInput):
    """A box for several files at once."""

    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Several uploaded files."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files; raises ValidationError for none, or too many."""
        files = data if isinstance(data, list | tuple) else [data]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                f"一次最多选择 {MOST_FILES} 个文件，请打成一个 zip 再上传。"
            )
        return [super(ManyFiles, self).clean(file, initial) for file in files or [None]]


class Upload(forms.Form):
    """Files, and where new people belong whose file says no unit."""

    files = ManyFiles(label="文件", allow_empty_file=True)  # which of them is empty is told later
    unit = UnitChoice(
        label="默认单位",
        required=False,
        empty_label="不指定",
        help_text="只用于新增的人：文件里没有写单位、从职务也看不出单位时，归入这个单位。",
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = settings.IMPORT_MAX_BYTES
        files = self.fields["files"]
        files.widget.attrs |= {"accept": ",".join(SUFFIXES), "data-max-bytes": str(most)}
        files.help_text = (
            "花名册（.xlsx）、任免审批表（.lrmx，或 .lrm 连同 .pic）、公务员系统数据包（.zip），"
            f"可以一次选几个，或打成一个 zip；合计不超过 {most // 2**20} MB。"
        )
        self.fields["unit"].queryset = own_units(viewer).order_by("sort_path")
