"""Forms that make postings, one per verb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from cadres.people.models import Cadre
from cadres.people.querysets import ASKERS, KEEPERS
from core.scoping import Viewer
from core.units.choice import UnitChoice
from core.units.models import Unit
from rotation.choices import AWAY, HELD, GrassrootsKind, PostingKind, Seat
from rotation.positions.choice import PositionChoice
from rotation.positions.forms import day_field, level_field
from rotation.positions.models import Position
from rotation.postings.choice import CadreChoice
from rotation.postings.orders import Order

BY_PLACE = ("auto", "按单位自动判断")
NO_GRASSROOTS = ("", "不是基层经历")


def kinds(some: Sequence[PostingKind]) -> list[tuple[str, str]]:
    """Choices of kinds."""
    return [(kind.value, str(kind.label)) for kind in some]


class ChooseForm(forms.Form):
    """Who, and what is to be entered of him."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cadre"] = CadreChoice(
            viewer, label="干部", help_text="输入姓名、拼音或首字母查找。"
        )


class PlaceForm(forms.Form):
    """Where somebody goes as what; kinds are those of the verb."""

    kind = forms.ChoiceField(label="类别")
    unit = UnitChoice(label="单位")
    position = PositionChoice(help_text="单位的职位表里有的，请选上，以便计算职数。")
    title = forms.CharField(label="职务", max_length=80, help_text="不含单位名称，如副镇长。")
    level = level_field()
    seat = forms.ChoiceField(label="正副职", choices=Seat.choices, initial=Seat.OTHER)
    is_leading = forms.BooleanField(
        label="领导职务", required=False, help_text="正职、副职必须勾选。"
    )
    since = day_field("起始日期", initial=timezone.localdate)
    document = forms.CharField(label="文号", max_length=80, required=False)
    duties = forms.CharField(label="分管（协管）工作", max_length=200, required=False)
    grassroots = forms.ChoiceField(
        label="基层经历类别",
        choices=[BY_PLACE, NO_GRASSROOTS, *GrassrootsKind.choices],
        required=False,
        initial="auto",
    )
    over_quota_reason = forms.CharField(
        label="超职数理由", max_length=200, required=False, help_text="职位没有空缺时填写。"
    )

    def __init__(
        self, *args: Any, viewer: Viewer, allowed: Sequence[PostingKind], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.visible_to(viewer, acting_as=KEEPERS | ASKERS)
        self.fields["unit"].queryset = units.standing().employers()  # type: ignore[attr-defined]
        positions = Position.objects.visible_to(viewer).existing(timezone.localdate())
        unit = self["unit"].value()
        if not self.is_bound:
            is_key = str(unit or "").isdecimal() and len(str(unit)) < 19
            positions = positions.filter(unit=unit) if is_key else positions
        self.fields["position"].queryset = positions.select_related("unit")  # type: ignore[attr-defined]
        self.fields["kind"].choices = kinds(allowed)  # type: ignore[attr-defined]

    def order(self, cadre: Cadre, **more: Any) -> Order:
        """What the service is told."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        unit, position = data.pop("unit"), data.pop("position")
        sends = data.pop("sending_unit", None)
        chosen = data.pop("grassroots", "auto")
        return Order(
            cadre=cadre.pk,
            unit=unit.pk,
            position=position.pk if position else None,
            sending_unit=sends.pk if sends else None,
            grassroots=None if chosen == "auto" else chosen,
            **data,
            **more,
        )


class TakeUpForm(PlaceForm):
    """任职, 轮岗."""

    is_main = forms.BooleanField(
        label="主职务",
        required=False,
        initial=True,
        help_text="勾选的，原主职务同日结束；兼任职务不勾选。",
    )
    acting = forms.BooleanField(
        label="主持工作", required=False, help_text="主持工作的不作为正职经历。"
    )
    field_order = (
        *("kind", "unit", "position", "title", "level", "seat", "is_leading", "is_main", "acting"),
        *("since", "document", "duties"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"allowed": HELD} | kwargs))


class SendOutForm(PlaceForm):
    """挂职, 跟班学习, 信访督查, 服务基层, 急难险重."""

    unit = UnitChoice(label="接收单位")
    until = day_field("期满日期", help_text="当日不含，如满一年的填次年同一天。")
    days = forms.IntegerField(
        label="服务天数",
        min_value=1,
        max_value=3660,
        required=False,
        help_text="服务基层、急难险重按天安排的填写。",
    )
    treatment = forms.CharField(label="待遇", max_length=80, required=False)
    allowance = forms.DecimalField(
        label="每月补助（元）", min_value=0, max_digits=8, decimal_places=2, required=False
    )
    noted = forms.BooleanField(
        label="现任职务后加注",
        required=False,
        help_text="勾选的，在现任职务后注明“（挂任……）”，结束时自动去掉。",
    )
    field_order = (
        *("kind", "unit", "position", "title", "level", "seat", "is_leading", "since", "until"),
        *("days", "document", "duties", "treatment", "allowance", "noted"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"allowed": AWAY} | kwargs))


class EnterForm(PlaceForm):
    """What the file says already: nothing of it is changed."""

    until = day_field("期满日期", required=False, help_text="派出锻炼必须填写；当日不含。")
    ended_on = day_field("结束日期", required=False, help_text="当日不含；还没有结束的不填。")
    sending_unit = UnitChoice(
        label="派出单位", required=False, help_text="派出锻炼的填写；不填按现在的单位。"
    )
    is_main = forms.BooleanField(label="主职务", required=False, initial=True)
    acting = forms.BooleanField(label="主持工作", required=False)
    field_order = (
        *("kind", "unit", "position", "title", "level", "seat", "is_leading", "is_main", "acting"),
        *("since", "until", "ended_on", "sending_unit", "document", "duties"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"allowed": tuple(PostingKind)} | kwargs))
        units = self.fields["unit"].queryset  # type: ignore[attr-defined]
        self.fields["sending_unit"].queryset = units  # type: ignore[attr-defined]
