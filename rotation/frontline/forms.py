"""One form per verb of the front line."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from cadres.choices import LEVEL
from cadres.people.querysets import KEEPERS
from core.codes.vocabulary import choices_of
from core.scoping import Viewer
from core.units.choice import UnitChoice
from core.units.models import Unit
from rotation.choices import CandidateSource, Channel, Seat, Selection
from rotation.frontline.models import Batch, Programme
from rotation.frontline.services.programmes import HOSTS

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
MOST_PEOPLE, MOST_MONTHS = 10_000, 120
FULL_MARKS = 100
FIGURES = (
    *("name", "year", "term_months", "batch_count", "quota", "selection", "test_weight"),
    *("treatment", "allowance", "roster_only", "max_age", "min_service_months", "eligibility"),
    *("document", "note"),
)
DAYS = ("quota", "apply_by", "starts_on", "ends_on")


def refuse_far(day: date) -> None:
    """A mistyped year is noticed."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise forms.ValidationError(f"日期“{day}”超出范围，请核对年份。")


def day_field(label: str, **more: Any) -> forms.DateField:
    """A date with the browser's own control."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, validators=[refuse_far], **more)


def number(label: str, most: int, least: int = 1, **more: Any) -> forms.IntegerField:
    """A whole number within sense."""
    return forms.IntegerField(label=label, min_value=least, max_value=most, **more)


def lines(label: str, rows: int = 3, most: int = 2000, **more: Any) -> forms.CharField:
    """Some lines of text."""
    widget = forms.Textarea(attrs={"rows": rows} | more.pop("attrs", {}))
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


class Seen(forms.Form):
    """The version that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class Reasoned(Seen):
    """A verb that needs a reason."""

    reason = forms.CharField(label="原因", max_length=300)


class ProgrammeFields(forms.Form):
    """The figures of a programme, as clause 3.1.4 has them at first."""

    name = forms.CharField(label="项目名称", max_length=80)
    year = number("年度", 2100, 2000)
    term_months = number(
        "周期（月）",
        MOST_MONTHS,
        required=False,
        help_text="服务基层、急难险重按天安排的不填。",
    )
    batch_count = number("批数", 100)
    quota = number("名额", MOST_PEOPLE, help_text="各批合计派出的人数。")
    selection = forms.ChoiceField(label="选派方式", choices=Selection.choices)
    test_weight = number(
        "考试成绩权重（%）",
        100,
        0,
        initial=50,
        help_text="其余为考核成绩的权重；只在“考试与考核”时使用。",
    )
    treatment = forms.CharField(label="待遇", max_length=80, required=False)
    allowance = forms.DecimalField(
        label="每月补助（元）", max_digits=8, decimal_places=2, min_value=0, required=False
    )
    roster_only = forms.BooleanField(label="限在库优秀年轻干部", required=False, initial=True)
    max_age = number(
        "年龄上限（岁）",
        60,
        18,
        required=False,
        help_text="含本数，按报名截止当月计算；不限的不填。",
    )
    min_service_months = number(
        "工龄不少于（月）", 600, required=False, help_text="按报名截止当月计算；不限的不填。"
    )
    eligibility = lines("其他选派条件", required=False)
    document = forms.CharField(label="依据文号", max_length=80, required=False)
    note = forms.CharField(label="说明", max_length=400, required=False)


class EditProgramme(Seen, ProgrammeFields):
    """The figures as they were seen."""


class NewProgramme(ProgrammeFields):
    """A programme of the city or a county in reach; the channel was chosen before."""

    channel = forms.ChoiceField(choices=Channel.choices, widget=forms.HiddenInput)
    unit = UnitChoice(label="组织地区", empty_label=None)
    field_order = ["channel", "name", "unit"]

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hosts = Unit.objects.visible_to(viewer, acting_as=KEEPERS).standing()
        self.fields["unit"].queryset = hosts.filter(kind__in=HOSTS).order_by("sort_path")


class BatchFields(forms.Form):
    """Days and seats of a batch."""

    quota = number("本批名额", MOST_PEOPLE)
    apply_by = day_field("报名截止", help_text="当日仍可报名。")
    starts_on = day_field("派出日期")
    ends_on = day_field("期满日期", help_text="当日不含：这一天起不再在外。")


class EditBatch(Seen, BatchFields):
    """The days as they were seen."""


class Announce(Seen):
    """What units are told."""

    announcement = lines("公告内容", rows=10, most=4000)


class PostFields(forms.Form):
    """One post of a host unit."""

    title = forms.CharField(label="挂任职务", max_length=80, help_text="不写单位名称，如“副镇长”。")
    seats = number("人数", 500, initial=1)
    seat = forms.ChoiceField(label="正副职", choices=Seat.choices, initial=Seat.DEPUTY)
    level = forms.ChoiceField(
        label="职务层次", choices=[("", "不确定"), *choices_of(LEVEL)], required=False
    )
    duties = forms.CharField(label="工作任务", max_length=200, required=False)


class AddPost(PostFields):
    """A post of a unit in reach."""

    unit = UnitChoice(label="接收单位")
    field_order = ["unit"]

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.visible_to(viewer, acting_as=KEEPERS).standing().employers()
        self.fields["unit"].queryset = units


class EditPost(Seen, PostFields):
    """The post as it was seen."""


class PastePosts(forms.Form):
    """Posts from a sheet: unit, title, number of people; a line each."""

    pasted = lines(
        "从表格粘贴",
        rows=5,
        most=30_000,
        attrs={"placeholder": "柳河镇　副镇长　1"},
        help_text="每行一个岗位：接收单位、挂任职务、人数（不写为 1 人）。单位写全称或简称。",
    )


class Names(forms.Form):
    """People of one's own, by name or ID number."""

    people = lines(
        "姓名或身份证号",
        rows=8,
        most=20_000,
        help_text="每行一人。",
        error_messages={"required": "请填写至少一个人。"},
    )


class Nominate(forms.Form):
    """How the people come, and why."""

    source = forms.ChoiceField(
        label="报名方式", choices=CandidateSource.choices, initial=CandidateSource.RECOMMENDED
    )
    reason = lines("推荐理由", rows=2, most=300, required=False)


class Apply(forms.Form):
    """Why one puts oneself forward."""

    reason = lines("报名理由", rows=3, most=300, required=False)


class Sure(forms.Form):
    """Nothing but the button."""


class BatchChoice(forms.Form):
    """Which of the batches that can be applied to."""

    batch = forms.ModelChoiceField(
        label="批次", queryset=Batch.objects.none(), empty_label="请选择"
    )

    def __init__(self, *args: Any, batches: QuerySet[Batch], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["batch"]
        rows = batches.select_related("programme").order_by("apply_by", "pk")
        field.queryset = rows  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: f"{one}（{one.apply_by} 截止）"  # type: ignore[attr-defined]


class Judge(forms.Form):
    """Why the department decides so, or the person drops out."""

    reason = forms.CharField(label="理由", max_length=200)


class Decide(Seen):
    """The decision; each person's stands beside the name."""

    reason = forms.CharField(
        label="说明",
        max_length=200,
        required=False,
        help_text="超过名额，或名次在前的没有入选时必填。",
    )


class Dispatch(Seen):
    """By which document they are sent out."""

    expected = forms.CharField(widget=forms.HiddenInput, max_length=64)
    document = forms.CharField(label="派出文号", max_length=80)


class BringBack(Seen):
    """When they are back."""

    ended_on = day_field(
        "返回日期", required=False, help_text="不填为各人自己的期满日期；填了就按这一天。"
    )
    note = forms.CharField(label="说明", max_length=200, required=False)

    def clean_ended_on(self) -> date | None:
        """Not a day that is still to come."""
        day = self.cleaned_data["ended_on"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(f"返回日期 {day} 还没有到，请在当天或以后办理。")
        return day


def figures_of(programme: Programme) -> dict[str, Any]:
    """What the form of a programme begins with."""
    return {name: getattr(programme, name) for name in FIGURES} | {"seen": programme.version}
