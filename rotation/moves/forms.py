"""One form per verb of the yearly rotation plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from cadres.choices import LEVEL
from core.codes.vocabulary import choices_of
from core.scoping import Viewer
from core.units.choice import UnitChoice
from core.units.models import Unit
from rotation.choices import MoveKind, Opinion, Seat
from rotation.moves.destinations import FIRST_DAY, LAST_DAY, Destination
from rotation.moves.models import PlannedMove, RotationPlan
from rotation.moves.querysets import DEPARTMENTS
from rotation.moves.services.arranging import proposable
from rotation.moves.services.plans import FIRST_YEAR, LAST_YEAR, REGIONS
from rotation.positions.choice import PositionChoice
from rotation.positions.models import Position

LONGEST_PK = 18


def refuse_far(day: date) -> None:
    """A day that no plan can have."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise forms.ValidationError(f"日期“{day}”超出范围，请核对年份。")


def day_field(label: str, **more: Any) -> forms.DateField:
    """A day with the browser's own control."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, validators=[refuse_far], **more)


def words(label: str, most: int = 200, **more: Any) -> forms.CharField:
    """Some words in a box."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


class Seen(forms.Form):
    """A verb about a record as it was when the page was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class NewPlan(forms.Form):
    """A year and a region."""

    unit = UnitChoice(label="地区", empty_label=None)
    year = forms.IntegerField(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    note = words("说明", 400, required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = Unit.objects.visible_to(viewer, acting_as=DEPARTMENTS.keys()).standing()
        self.fields["unit"].queryset = regions.filter(kind__in=REGIONS).order_by("sort_path")


class EditPlan(Seen):
    """What a plan says of itself."""

    note = words("说明", 400, required=False)
    answer_by = day_field("答复期限", required=False)


class Consult(Seen):
    """By when units answer."""

    answer_by = day_field("答复期限", help_text="过了这一天还没有答复的，可以直接决定。")


class Decide(Seen):
    """When and by which document it was decided."""

    decided_on = day_field("决定日期", initial=timezone.localdate)
    document = forms.CharField(label="文号", max_length=80, required=False)


class Reasoned(Seen):
    """A step back needs a reason."""

    reason = words("原因")


class Note(forms.Form):
    """What the department says of its decision."""

    note = words("说明", required=False)


class PersonChoice(forms.ChoiceField):
    """A person whom the viewer may put into the plan, found by typing."""

    def __init__(self, viewer: Viewer, plan: RotationPlan, **kwargs: Any) -> None:
        self.people = proposable(viewer, plan)  # type: ignore[arg-type]
        source = reverse("moves:people", args=[plan.pk])
        attrs = {"data-long-choice": True, "data-source": source}
        super().__init__(
            choices=[("", "输入姓名或拼音查找")], widget=forms.Select(attrs=attrs), **kwargs
        )

    def offer_also(self, text: str) -> None:
        """Keep what was chosen among the options."""
        if is_key(text):
            found = self.people.filter(pk=text).values_list("name", "title").first()
            if found:
                self.choices = [*self.choices, (text, f"{found[0]}（{found[1]}）")]

    def valid_value(self, value: str) -> bool:
        """In reach; out of reach is not there."""
        self.offer_also(str(value))
        return super().valid_value(value)


class AddPerson(forms.Form):
    """Somebody, and why."""

    kind = forms.ChoiceField(label="类别", choices=[("", "请选择"), *MoveKind.choices])
    reason = words("理由")
    field_order = ("cadre", "kind", "reason")

    def __init__(self, *args: Any, viewer: Viewer, plan: RotationPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = {"invalid_choice": "没有这个人，或者他不在这个地区、已不在职。"}
        self.fields["cadre"] = PersonChoice(viewer, plan, label="干部", error_messages=missing)
        self.order_fields(self.field_order)


class Arrange(Seen):
    """Where somebody goes: by a position, or by unit and title."""

    kind = forms.ChoiceField(label="类别", choices=MoveKind.choices)
    position = PositionChoice(
        label="拟任职位",
        help_text="输入单位或职务查找；选定后，单位、职务、层次、正副职以职位为准。",
    )
    unit = UnitChoice(label="拟任单位", required=False, empty_label="未定")
    title = forms.CharField(
        label="拟任职务", max_length=80, required=False, help_text="不含单位名称。"
    )
    level = forms.ChoiceField(
        label="拟任职务层次", choices=[("", "未定"), *choices_of(LEVEL)], required=False
    )
    seat = forms.ChoiceField(label="正副职", choices=Seat.choices, required=False)
    target = day_field("拟到岗日期", required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(viewer).standing()
        rows = Position.objects.visible_to(viewer).existing(timezone.localdate())
        self.fields["position"].queryset = rows.select_related("unit")

    def destination(self) -> Destination:
        """What was filled in."""
        data = self.cleaned_data
        return Destination(
            unit=data["unit"],
            position=data["position"],
            title=data["title"],
            level=data["level"],
            seat=data["seat"] or Seat.OTHER,
            target=data["target"],
        )


class Answer(Seen):
    """What a unit says."""

    opinion = forms.ChoiceField(label="意见", choices=Opinion.choices, widget=forms.RadioSelect)
    words = words("说明", 400, required=False, help_text="不同意或另有建议的，写明情况。")


class CarryOut(Seen):
    """When somebody took up his post; or which posting that was."""

    since = day_field("到岗日期", initial=timezone.localdate, required=False)
    document = forms.CharField(
        label="任职文号", max_length=80, required=False, help_text="不填的，用计划的文号。"
    )
    acting = forms.BooleanField(label="主持工作（不是正式任职）", required=False)
    over_quota_reason = forms.CharField(
        label="超职数理由", max_length=200, required=False, help_text="职位已满时填写。"
    )

    def __init__(self, *args: Any, move: PlannedMove, entered: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if entered:
            offered = [(str(one.pk), f"{one.since} 起任{one.title}") for one in entered]
            self.fields["posting"] = forms.ChoiceField(
                label="已登记的任职",
                choices=[("", "没有登记过，现在登记"), *offered],
                required=False,
                help_text="选定后只作关联，不再另外登记。",
            )
            self.order_fields(("posting",))

    def clean(self) -> dict[str, Any]:
        """A day, unless a posting was chosen."""
        data = super().clean() or {}
        if not data.get("posting") and not data.get("since") and "since" not in self.errors:
            self.add_error("since", "请填写到岗日期。")
        return data


def is_key(text: str) -> bool:
    """Whether the text can be a key of the database."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_PK
