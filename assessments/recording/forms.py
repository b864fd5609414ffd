"""One form per verb on talks and concerns."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from assessments.choices import TalkKind
from assessments.concerns import services as concerns
from assessments.fields import FILES_HELP, Files, Seen, day_field, long_text
from assessments.talks.guards import LONGEST
from assessments.talks.models import Talk
from policy.periods import Quarter

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)


def time_field(label: str) -> forms.TimeField:
    """A time of day with the browser's own control."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    wrong = {"invalid": "时间请填成 15:30 的样子。"}
    return forms.TimeField(label=label, required=False, widget=widget, error_messages=wrong)


class QuarterField(forms.TypedChoiceField):
    """A quarter by its key; none is None."""

    def __init__(self, **more: Any) -> None:
        super().__init__(coerce=Quarter.parse, empty_value=None, required=False, **more)


class TalkFacts(forms.Form):
    """A record as people fill it in; `owed` are the earlier quarters that it may make up for."""

    held_on = day_field("谈话日期")
    began_at = time_field("开始时间")
    ended_at = time_field("结束时间")
    place = forms.CharField(label="地点", max_length=80)
    led_by = forms.CharField(label="谈话人", max_length=40, help_text="党组织负责人，填姓名。")
    led_by_title = forms.CharField(label="谈话人职务", max_length=80, required=False)
    kind = forms.ChoiceField(label="类型", choices=TalkKind.choices, initial=TalkKind.QUARTERLY)
    makes_up_for = QuarterField(
        label="补谈季度", help_text="当季谈的不选；为以前欠谈的季度补谈时，选该季度。"
    )
    noted_by = forms.CharField(label="记录人", max_length=40, required=False)
    topic = forms.CharField(label="主题", max_length=120, required=False)
    on_thought = long_text("思想情况", most=LONGEST, required=False)
    on_work = long_text("工作情况", most=LONGEST, required=False)
    on_style = long_text("作风情况", most=LONGEST, required=False)
    on_life = long_text("生活和困难", most=LONGEST, required=False)
    advice = long_text("意见建议", most=LONGEST, required=False, rows=3)

    ABOUT = ("held_on", "began_at", "ended_at", "place", "led_by", "led_by_title", "makes_up_for")
    MORE = ("kind", "noted_by", "topic")
    POINTS = ("on_thought", "on_work", "on_style", "on_life", "advice")

    def __init__(self, *args: Any, owed: Sequence[Quarter] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if owed:
            choices = [("", "不补谈"), *((q.key, q.label) for q in owed)]
            self.fields["makes_up_for"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["makes_up_for"]

    def group(self, names: Sequence[str]) -> list[forms.BoundField]:
        """Some of the fields, in this order."""
        return [self[name] for name in names if name in self.fields]

    @property
    def about(self) -> list[forms.BoundField]:
        """When, where and who."""
        return self.group(self.ABOUT)

    @property
    def more(self) -> list[forms.BoundField]:
        """What is usually left as it is."""
        return self.group(self.MORE)

    @property
    def points(self) -> list[forms.BoundField]:
        """What was said."""
        return self.group(self.POINTS)

    def clean_held_on(self) -> date:
        """A day of this programme's time."""
        day = self.cleaned_data["held_on"]
        if not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(f"谈话日期“{day}”超出范围，请核对年份。")
        return day

    def clean(self) -> dict[str, Any]:
        """A talk held within the quarter that it was to make up for is simply that quarter's."""
        data = super().clean() or self.cleaned_data
        quarter, day = data.get("makes_up_for"), data.get("held_on")
        if quarter and day and Quarter.of(day) == quarter:
            data["makes_up_for"] = None
        return data


class RecordTalk(TalkFacts):
    """A new record, with what follows from it: a concern, and files."""

    entry_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    concern = long_text("苗头性问题", required=False, most=concerns.LONGEST, rows=3)
    demand = long_text("改正要求", required=False, most=concerns.LONGEST, rows=2)
    correct_by = day_field("改正期限", required=False)
    was_reminded = forms.BooleanField(label="谈话时已当面提醒本人", required=False)
    files = Files(label="附件", required=False, help_text=FILES_HELP)

    CONCERN = ("concern", "demand", "correct_by", "was_reminded")

    @property
    def of_concern(self) -> list[forms.BoundField]:
        """The part that unfolds."""
        return self.group(self.CONCERN)

    @property
    def is_unfolded(self) -> bool:
        """Whether something was filled in there, or refused."""
        return any(field.errors or field.value() for field in self.of_concern)

    def clean(self) -> dict[str, Any]:
        """A demand without a concern is not dropped silently."""
        data = super().clean()
        beside = data.get("demand") or data.get("correct_by") or data.get("was_reminded")
        if beside and not data.get("concern") and "concern" not in self.errors:
            self.add_error("concern", "填了改正要求、期限或提醒，请写明是什么苗头性问题。")
        return data

    def told(self) -> tuple[dict[str, Any], dict[str, Any] | None, list[UploadedFile]]:
        """The record, the concern or None, and the files."""
        data = dict(self.cleaned_data)
        files = data.pop("files")
        concern = {name: data.pop(name) for name in self.CONCERN}
        concern["text"] = concern.pop("concern")
        return data, concern if concern["text"] else None, files


class AmendTalk(Seen, TalkFacts):
    """The record as it was seen, and why it is changed."""

    reason = forms.CharField(label="修改原因", max_length=200)

    @staticmethod
    def initial_of(talk: Talk) -> dict[str, Any]:
        """The record as the form shows it."""
        names = (*TalkFacts.ABOUT, *TalkFacts.MORE, *TalkFacts.POINTS)
        values = {name: getattr(talk, name) for name in names}
        if talk.makes_up_for:
            values["makes_up_for"] = Quarter.of(talk.makes_up_for).key
        return values | {"seen": talk.version}


class VoidTalk(Seen):
    """Why the record does not count."""

    reason = forms.CharField(label="作废原因", max_length=200)


class RaiseConcern(forms.Form):
    """A concern that was not entered with its talk."""

    text = long_text("苗头性问题", most=concerns.LONGEST, rows=3)
    demand = long_text("改正要求", required=False, most=concerns.LONGEST, rows=2)
    correct_by = day_field("改正期限", required=False)
    was_reminded = forms.BooleanField(label="谈话时已当面提醒本人", required=False)


class Step(Seen):
    """A step of a concern: on which day, and how."""

    day = day_field("日期", initial=timezone.localdate)
    words = long_text("情况", most=concerns.LONGEST, rows=3)


class DatedStep(Step):
    """A step that asks for a correction by a day."""

    correct_by = day_field("改正期限")
