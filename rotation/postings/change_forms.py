"""Forms of what is done to a posting that is there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from core.scoping import Viewer
from rotation.choices import AWAY, EndReason, GrassrootsKind, Seat
from rotation.positions.choice import PositionChoice
from rotation.positions.forms import day_field, level_field
from rotation.positions.models import Position
from rotation.postings.choice import CHOOSE
from rotation.postings.forms import NO_GRASSROOTS
from rotation.postings.models import Posting


class SeenForm(forms.Form):
    """A form about a posting as it was when it was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class TakeBackForm(SeenForm):
    """Whether the file is restored, too."""

    keeps_file = forms.BooleanField(
        label="档案已另行更正",
        required=False,
        help_text="简历和现任职务不恢复，保持现在的写法。",
    )


class EndForm(SeenForm):
    """From when it is no more, and why."""

    ended_on = day_field("结束日期", help_text="从这一天起不再任职（锻炼）。")
    reason = forms.ChoiceField(label="结束原因", choices=[CHOOSE, *EndReason.choices])
    note = forms.CharField(label="结束说明", max_length=200, required=False)


class ArrangeForm(SeenForm):
    """What comes after it."""

    text = forms.CharField(
        label="返回安排",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="返回后的岗位和分工；需要延长的，写明期限和理由。",
    )


class ExtendForm(SeenForm):
    """Until when instead, and why."""

    until = day_field("延长到", help_text="当日不含。")
    reason = forms.CharField(label="延长原因", max_length=200)
    document = forms.CharField(label="文号", max_length=80, required=False)
    decided_on = day_field("决定日期", initial=timezone.localdate)


class CorrectForm(SeenForm):
    """What was entered of a posting; unit, kind and person stay."""

    title = forms.CharField(label="职务", max_length=80, help_text="不含单位名称。")
    position = PositionChoice()
    level = level_field()
    seat = forms.ChoiceField(label="正副职", choices=Seat.choices)
    is_leading = forms.BooleanField(label="领导职务", required=False)
    acting = forms.BooleanField(label="主持工作", required=False)
    since = day_field("起始日期")
    until = day_field("期满日期", required=False)
    days = forms.IntegerField(label="服务天数", min_value=1, max_value=3660, required=False)
    document = forms.CharField(label="文号", max_length=80, required=False)
    duties = forms.CharField(label="分管（协管）工作", max_length=200, required=False)
    treatment = forms.CharField(label="待遇", max_length=80, required=False)
    allowance = forms.DecimalField(
        label="每月补助（元）", min_value=0, max_digits=8, decimal_places=2, required=False
    )
    grassroots = forms.ChoiceField(
        label="基层经历类别", choices=[NO_GRASSROOTS, *GrassrootsKind.choices], required=False
    )
    over_quota_reason = forms.CharField(label="超职数理由", max_length=200, required=False)
    noted = forms.BooleanField(label="现任职务后加注", required=False)

    def __init__(self, *args: Any, posting: Posting, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        positions = Position.objects.visible_to(viewer).filter(unit=posting.unit_id)
        self.fields["position"].queryset = positions.select_related("unit")  # type: ignore[attr-defined]
        is_away = posting.kind in AWAY
        for name in ("acting",) if is_away else ("days", "treatment", "allowance", "noted"):
            del self.fields[name]
        if not posting.is_main and not is_away:
            del self.fields["acting"]
        self.fields["until"].required = is_away


def initial_of(posting: Posting) -> dict[str, Any]:
    """What the form of a correction starts with."""
    names = [name for name in CorrectForm.base_fields if name not in ("seen", "position")]
    found = {name: getattr(posting, name) for name in names}
    return found | {"position": posting.position_id, "seen": posting.version}
