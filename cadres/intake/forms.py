"""One form per verb of intake; the first figures of a draft are those of clause 2.0."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from cadres.choices import Direction, EducationLevel, Tier
from cadres.intake.models import FIRST_DAY, LAST_DAY, OLDEST, YOUNGEST, IntakeBatch
from cadres.intake.services.batches import HOSTS
from cadres.people.querysets import KEEPERS
from core.scoping import Viewer
from core.units.choice import UnitChoice
from core.units.models import Unit

FIGURES = ("name", "document", "age_on", "max_age", "min_level", "fulltime", "quota")
MOST_QUOTA = 10_000


def day_field(label: str, **more: Any) -> forms.DateField:
    """A date with the browser's own control."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


class Seen(forms.Form):
    """The version that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class Reasoned(Seen):
    """A verb that needs a reason."""

    reason = forms.CharField(label="原因", max_length=300)


class BatchFigures(forms.Form):
    """Name, limits, quota and weight of a batch."""

    name = forms.CharField(label="批次名称", max_length=80)
    document = forms.CharField(label="公告文号", max_length=80, required=False)
    quota = forms.IntegerField(label="储备名额", min_value=1, max_value=MOST_QUOTA)
    age_on = day_field("年龄计算截止日期", help_text="年龄按月计算，到这一天所在月的实足年龄。")
    max_age = forms.IntegerField(
        label="年龄上限（岁）",
        min_value=YOUNGEST,
        max_value=OLDEST,
        help_text="含本数：35 表示满 35 岁、未满 36 岁的可以报名。",
    )
    min_level = forms.TypedChoiceField(
        label="学历要求", choices=EducationLevel.choices, coerce=int, help_text="该层次及以上。"
    )
    fulltime = forms.BooleanField(label="要求全日制学历", required=False)
    test_weight = forms.DecimalField(
        label="考试权重",
        min_value=0,
        max_value=1,
        max_digits=3,
        decimal_places=2,
        help_text="0 到 1 之间；其余为考察的权重。0 表示不组织考试。",
    )
    note = forms.CharField(label="备注", max_length=400, required=False)

    def clean_age_on(self) -> date:
        """A day of this programme's time."""
        day = self.cleaned_data["age_on"]
        if not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(
                f"日期“{day}”超出范围，应在 {FIRST_DAY.year} 到 {LAST_DAY.year} 年之间。"
            )
        return day


class EditBatch(Seen, BatchFigures):
    """The figures as they were seen."""


class NewBatch(BatchFigures):
    """A draft of a city or a county in reach."""

    unit = UnitChoice(label="主办地区", empty_label=None)
    field_order = ["name", "unit"]

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hosts = Unit.objects.visible_to(viewer, acting_as=KEEPERS).standing()
        self.fields["unit"].queryset = hosts.filter(kind__in=HOSTS).order_by("sort_path")


class Announce(Seen):
    """From when units may propose."""

    on = day_field("公告日期", initial=timezone.localdate)


class StartInspection(Seen):
    """How many go on to inspection."""

    shortlist = forms.IntegerField(
        label="入围考察人数",
        min_value=1,
        max_value=MOST_QUOTA,
        required=False,
        help_text="按考试成绩取前若干人，末位同分的一并入围；不填为全部。没有成绩的记为缺考。",
    )


class Propose(forms.Form):
    """The batch that people are put forward for."""

    batch = forms.ModelChoiceField(
        IntakeBatch.objects.none(),
        label="报名批次",
        empty_label="请选择批次",
        error_messages={"invalid_choice": "没有这个批次，或者它现在不接受报名，请另选批次。"},
    )
    note = forms.CharField(
        label="推荐意见",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, batches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["batch"].queryset = batches


class Names(forms.Form):
    """People of one's own, by name or ID number."""

    people = forms.CharField(
        label="姓名或身份证号",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="每行一人。也可以在干部列表里勾选后点“报名选拔”。",
        error_messages={"required": "请填写至少一个人。"},
    )


class Judge(forms.Form):
    """Why the department decides so, or the person drops out."""

    reason = forms.CharField(label="理由", max_length=300)


class Choose(Seen):
    """The list of the chosen; the ticks stand beside it."""

    reason = forms.CharField(
        label="说明",
        max_length=300,
        required=False,
        help_text="超过名额，或名次在前的没有列入时必填。",
    )


class Admit(Seen):
    """The day, the document, and where the admitted stand."""

    expected = forms.CharField(widget=forms.HiddenInput, max_length=64)
    on = day_field("入库日期", initial=timezone.localdate)
    document = forms.CharField(label="入库文号", max_length=80)
    tier = forms.TypedChoiceField(
        label="使用层级",
        choices=[("", "暂不确定"), *Tier.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    direction = forms.ChoiceField(
        label="培养方向", choices=[("", "暂不确定"), *Direction.choices], required=False
    )


class Pasted(forms.Form):
    """Two columns from a sheet: name or ID number, and mark."""

    pasted = forms.CharField(
        label="从表格粘贴",
        max_length=60_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": "姓名或身份证号　分数"}),
        help_text="每行两列：姓名或身份证号、分数。粘贴后先填入下表，核对无误再保存。",
    )

    def clean_pasted(self) -> str:
        """Something; not marked as required, since the table below can be typed in as well."""
        text = self.cleaned_data["pasted"]
        if not text:
            raise forms.ValidationError("还没有粘贴内容，请先从表格里复制两列。")
        return text
