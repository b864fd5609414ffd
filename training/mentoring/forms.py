"""Forms of rounds: pairing, ending, sessions, reviews."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from cadres.people.models import Cadre
from core.scoping import Viewer
from training.choices import EndReason, ReviewGrade, ReviewKind
from training.mentoring.mentors import Offer, described, with_load
from training.mentoring.models import Mentorship
from training.mentoring.orders import Order

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)  # a mistyped year is noticed
LONGEST_GOALS, LONGEST_REASON = 2000, 200
CHOOSE = ("", "请选择")


def refuse_far(day: date) -> None:
    """A day that no round can have: the guards count years from it."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise forms.ValidationError(f"日期“{day}”超出范围，请核对年份。")


def day_field(label: str, **more: Any) -> forms.DateField:
    """A day; today is offered."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    usual = {"initial": timezone.localdate, "validators": [refuse_far]}
    return forms.DateField(label=label, widget=widget, **(usual | more))


def text(label: str, rows: int = 3, **more: Any) -> forms.CharField:
    """Some lines of text."""
    more = {"max_length": LONGEST_GOALS} | more
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class MentorChoice(forms.ChoiceField):
    """A mentor in the viewer's reach: those who fit are offered, typing asks the server for others.

    Whoever was chosen is checked against the reach, not against what was offered.
    """

    def __init__(self, viewer: Viewer, offer: Offer, **kwargs: Any) -> None:
        self.viewer = viewer
        source = {"data-long-choice": True, "data-source": reverse("mentoring:mentors")}
        choices = [CHOOSE, *((str(pk), words) for pk, words in offer.choices)]
        super().__init__(choices=choices, widget=forms.Select(attrs=source), **kwargs)

    def offer_also(self, pk: str) -> None:
        """A choice that is not among those offered, so that it stays chosen."""
        if pk and pk.isdecimal() and len(pk) < 19 and pk not in dict(self.choices):
            people = Cadre.objects.visible_to(self.viewer).filter(pk=pk)
            rows = with_load(people, timezone.localdate())
            facts = ("pk", "name", "title", "level", "has", "is_listed")
            found = rows.values(*facts).first()
            if found:
                self.choices = [*self.choices, (pk, described(found, 1))]

    def valid_value(self, value: str) -> bool:
        """In reach; out of reach is not there."""
        self.offer_also(str(value))
        return super().valid_value(value)


class PointsForm(forms.Form):
    """The four fixed points, as of a round that is there."""

    rhythm = forms.CharField(
        label="定时间", max_length=200, help_text="多久一次、什么时间，如“每月最后一周谈一次”。"
    )
    people = forms.CharField(
        label="定人员",
        max_length=200,
        required=False,
        help_text="帮带人以外共同帮带的人员；没有的不填。",
    )
    goals = text("定目标")
    content = text("定内容")
    document = forms.CharField(label="依据", max_length=80, required=False)
    exception = forms.CharField(
        label="例外理由",
        max_length=LONGEST_REASON,
        required=False,
        help_text="帮带人不是上级或单位领导、不在同一单位、已带满人数时填写。",
    )

    def points(self) -> dict[str, str]:
        """What was written of them."""
        names = ("rhythm", "people", "goals", "content", "document", "exception")
        return {name: self.cleaned_data[name] for name in names}


class PairForm(PointsForm):
    """A mentor for one cadre; with `replaces`, the next round after that one."""

    since = day_field("起始日期", help_text="按参数自动算出期满日期。")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("mentor", "since", "rhythm", "people", "goals", "content")

    def __init__(self, *args: Any, viewer: Viewer, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentor"] = MentorChoice(
            viewer,
            offer,
            label="帮带人",
            help_text="列出的是本单位及上级单位中合适的人；也可输入姓名、拼音查找。",
        )
        self.order_fields(self.field_order)
        self.fields["mentor"].offer_also(str(self["mentor"].value() or ""))

    def order(self, cadre: Cadre, replaces: Mentorship | None = None) -> Order:
        """What the service is told."""
        data = self.cleaned_data
        return Order(
            cadre=cadre.pk,
            mentor=int(data["mentor"]),
            since=data["since"],
            replaces=(replaces.pk, data["seen"] or 0) if replaces is not None else None,
            **self.points(),
        )


class SeenForm(forms.Form):
    """A form about a round as it was when it was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class AmendForm(PointsForm, SeenForm):
    """The four points of a round, and its first day."""

    since = day_field("起始日期", help_text="改了以后，期满日期按现行参数重新计算。")
    field_order = ("since",)


class EndForm(SeenForm):
    """From when the round is no more, and why."""

    ended_on = day_field("结束日期", help_text="从这一天起不再帮带。")
    reason = forms.ChoiceField(label="结束原因", choices=[CHOOSE, *EndReason.choices])
    note = forms.CharField(label="结束说明", max_length=200, required=False)


class SessionForm(forms.Form):
    """One meeting."""

    held_on = day_field("日期")
    place = forms.CharField(label="地点或方式", max_length=80, required=False)
    content = text("内容", rows=4)


class ReviewForm(SeenForm):
    """How the round goes, or went."""

    held_on = day_field("评议日期")
    grade = forms.ChoiceField(label="评议结果", choices=[CHOOSE, *ReviewGrade.choices])
    reviewed_by = forms.CharField(
        label="评议人", max_length=40, required=False, help_text="如“局党组”“马建国”。"
    )
    opinion = text("评议意见", rows=4, help_text="只有组织部门和单位看得到，本人看不到。")

    kind: ReviewKind
