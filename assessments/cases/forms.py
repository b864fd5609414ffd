"""Forms of a case, one a verb, and of opening one by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from assessments.cases.choices import CaseKind, UnitOpinion
from assessments.fields import CHOOSE, Seen, day_field, long_text
from cadres.choices import Direction, HeldBy, Tier

LONGEST, LONGEST_MEETING, LONGEST_DOCUMENT = 2000, 120, 80
OPINIONS = {
    CaseKind.EXIT: (UnitOpinion.KEEP, UnitOpinion.RELEASE, UnitOpinion.LATER),
    CaseKind.ADDITION: (UnitOpinion.ADD, UnitOpinion.NOT_YET),
}


class OpineForm(Seen):
    """保留资格初步意见 of the unit."""

    opinion = forms.ChoiceField(label="单位意见")
    words = long_text(
        "理由", most=LONGEST, rows=5, help_text="单位党组织研究的情况和理由；本人看不到。"
    )
    day = day_field("日期", initial=timezone.localdate)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [(one.value, one.label) for one in OPINIONS[CaseKind(kind)]]
        self.fields["opinion"].choices = [CHOOSE, *options]  # type: ignore[attr-defined]


class StateForm(Seen):
    """The person's own words, entered by an office on his behalf."""

    words = long_text("本人陈述", most=LONGEST, rows=8)
    day = day_field("陈述日期", initial=timezone.localdate)


class OwnStateForm(Seen):
    """The person's own words, of today."""

    words = long_text(
        "陈述内容", most=LONGEST, rows=10, help_text="对立案情形的说明和意见，不超过 2000 字。"
    )


class DecideForm(Seen):
    """What was decided, by which meeting."""

    reason = long_text("决定理由", most=LONGEST, rows=4)
    meeting = forms.CharField(
        label="研究会议",
        max_length=LONGEST_MEETING,
        help_text="如“市委组织部部务会 2026 年第 12 次会议”。",
    )
    document = forms.CharField(label="文号", max_length=LONGEST_DOCUMENT, required=False)
    day = day_field("决定日期", initial=timezone.localdate)


class ObserveForm(DecideForm):
    """The same, until a day."""

    until = day_field("观察至", help_text="当日为止，期满再作决定。")
    field_order = ("seen", "until")


class AdmitForm(DecideForm):
    """The same, with where he begins on the list."""

    held_by = forms.ChoiceField(label="掌握层级")
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

    def __init__(self, *args: Any, lists: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(one, HeldBy(one).label) for one in lists]
        self.fields["held_by"].choices = names  # type: ignore[attr-defined]


class WithdrawForm(Seen):
    """Why the case should not stand."""

    reason = long_text("撤销原因", most=LONGEST, rows=3)


class OpenForm(forms.Form):
    """Ground (7): his own wish, or another reason."""

    words = long_text(
        "退出申请或其他原因",
        most=LONGEST,
        rows=6,
        help_text="本人和单位看得到，请写明申请日期和理由。",
    )


class NominateForm(forms.Form):
    """Why somebody should be on the list."""

    words = long_text("突出表现", most=LONGEST, rows=6, help_text="写明主要事迹、成效和依据。")
