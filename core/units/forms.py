"""One form per verb on units; the page and REST bind the same."""

from datetime import date

from django import forms
from django.conf import settings
from django.utils import timezone

from core.choices import UnitKind, UnitLevel
from core.scoping import Viewer
from core.units.choice import UnitChoice
from core.units.models import Unit
from core.units.policy import CODE, CODE_REMEDY
from core.units.sheet import MOST_ROWS

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


# The city is the root, and only the root is the city.
BELOW_ROOT = [choice for choice in UnitKind.choices if choice[0] != UnitKind.CITY]


class DatedForm(forms.Form):
    """From when, and by which document."""

    on = forms.DateField(label="生效日期", widget=DAY, initial=timezone.localdate)
    document = forms.CharField(label="依据文号", max_length=80, required=False)

    def clean_on(self) -> date:
        """The tree shows what is: a change is entered when it has taken effect."""
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError("日期不能晚于今天，请在生效当天或以后登记。")
        return on


class UnitFacts(forms.Form):
    """Facts without a history."""

    code = forms.RegexField(
        CODE,
        label="单位编码",
        max_length=64,
        help_text="用点分级，如 001.001.015。",
        error_messages={"invalid": CODE_REMEDY},
    )
    kind = forms.ChoiceField(label="单位类别", choices=[("", "请选择类别"), *BELOW_ROOT])
    level = forms.ChoiceField(
        label="机构级别", choices=[("", "未定"), *UnitLevel.choices], required=False
    )
    principal_quota = forms.IntegerField(label="正职职数", min_value=0, max_value=99, initial=1)
    deputy_quota = forms.IntegerField(label="副职职数", min_value=0, max_value=99, initial=2)


class EditUnit(UnitFacts):
    """The facts as they were seen."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, unit: Unit, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if unit.parent_id is None:
            self.fields["kind"].choices = [(UnitKind.CITY.value, UnitKind.CITY.label)]


class NewUnit(UnitFacts, DatedForm):
    """A unit to be established below another."""

    parent = UnitChoice(label="上级单位")
    name = forms.CharField(label="单位全称", max_length=120)
    short_name = forms.CharField(label="单位简称", max_length=40)

    field_order = ["parent", "name", "short_name", "code", "kind", "level"]

    def __init__(self, *args, viewer: Viewer, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "设立日期"
        self.fields["parent"].queryset = (
            Unit.objects.managed_by(viewer).standing().order_by("sort_path")
        )


class RenameUnit(DatedForm):
    """A new name from a day."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label="新全称", max_length=120)
    short_name = forms.CharField(label="新简称", max_length=40)
    field_order = ["name", "short_name"]


class MoveUnit(DatedForm):
    """Another parent from a day."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    parent = UnitChoice(label="移到")
    field_order = ["parent"]

    def __init__(self, *args, viewer: Viewer, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = (
            Unit.objects.managed_by(viewer).standing().order_by("sort_path")
        )


class AbolishUnit(DatedForm):
    """The day from which the unit is no more."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "撤销日期"


class UploadUnits(forms.Form):
    """A workbook in the import template."""

    file = forms.FileField(
        label="Excel 文件",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        most = settings.UPLOAD_MAX_BYTES
        self.fields["file"].widget.attrs["data-max-bytes"] = str(most)
        self.fields[
            "file"
        ].help_text = f"请使用导入模板（.xlsx），最多 {MOST_ROWS:,} 行、{most // 2**20} MB。"
