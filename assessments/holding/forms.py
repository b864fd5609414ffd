"""One form per verb of polls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from assessments.fields import Seen, day_field, long_text
from assessments.polls.choices import Category, PollKind, VotingMode
from assessments.polls.guards import MOST_SLIPS, MOST_VOTERS
from assessments.polls.models import Electorate, Poll
from assessments.polls.services import Voters
from cadres.people.querysets import KEEPERS
from core.scoping import Viewer
from core.units.choice import UnitChoice
from core.units.models import Unit

FIRST_YEAR, LAST_YEAR = 2000, 2199
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
LONGEST_NAMES = 4_000


class PollFacts(forms.Form):
    """What is held, where and when, and which categories vote."""

    unit = UnitChoice(label="测评单位")
    year = forms.IntegerField(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    kind = forms.ChoiceField(label="类别", choices=PollKind.choices, initial=PollKind.ANNUAL)
    title = forms.CharField(
        label="名称", max_length=80, help_text="印在测评票上，投票人看到的就是这个名称。"
    )
    opens_on = day_field("投票开始")
    closes_on = day_field("投票截止", help_text="截止当日可以投票。")
    asks_fit = forms.BooleanField(label="测评是否适宜继续列入名单", required=False, initial=True)
    takes_words = forms.BooleanField(label="征求文字意见（不记名）", required=False, initial=True)

    ABOUT = ("unit", "year", "kind", "title", "opens_on", "closes_on")
    ASKED = ("asks_fit", "takes_words")

    def __init__(self, *args: Any, viewer: Viewer, poll: Poll | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.visible_to(viewer, acting_as=KEEPERS)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if poll is not None:  # where and of which year it was is settled
            del self.fields["unit"], self.fields["year"]
            self.fields |= Seen().fields
        for one in Category:
            self.fields |= _of_category(one)

    def group(self, names: tuple[str, ...]) -> list[BoundField]:
        """Some of the fields, in this order."""
        return [self[name] for name in names if name in self.fields]

    @property
    def about(self) -> list[BoundField]:
        """What, where and when."""
        return self.group(self.ABOUT)

    @property
    def asked(self) -> list[BoundField]:
        """What the ballot asks besides the marks."""
        return self.group(self.ASKED)

    def categories(self) -> Iterator[dict[str, Any]]:
        """A row per category."""
        for one in Category:
            names = ("used", "expected", "weight", "mode")
            yield {"label": f"{one.value} {one.label}"} | {n: self[f"{n}_{one}"] for n in names}

    def clean(self) -> dict[str, Any]:
        """Days in order and of this programme's time; at least one category, each complete."""
        data = super().clean() or self.cleaned_data
        for name in ("opens_on", "closes_on"):
            if (day := data.get(name)) and not FIRST_DAY <= day <= LAST_DAY:
                self.add_error(name, f"日期“{day}”超出范围，请核对年份。")
        opens, closes = data.get("opens_on"), data.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", f"投票截止 {closes} 早于投票开始 {opens}，请改正。")
        used = [one for one in Category if data.get(f"used_{one}")]
        if not used:
            self.add_error(None, "没有勾选投票人类别，请至少勾选一类。")
        for one in used:
            for name, what in (("expected", "应参加人数"), ("weight", "权重")):
                field = f"{name}_{one}"
                if data.get(field) is None and field not in self.errors:
                    self.add_error(field, f"请填写{one.label}的{what}。")
        return data

    def told(self) -> tuple[dict[str, Any], list[Voters]]:
        """The poll, and a row per category that votes."""
        data = self.cleaned_data
        names = (*self.ABOUT, *self.ASKED, "seen")
        rows = [
            Voters(
                category=one.value,
                expected=data[f"expected_{one}"],
                weight=data[f"weight_{one}"],
                mode=data[f"mode_{one}"],
            )
            for one in Category
            if data[f"used_{one}"]
        ]
        return {name: data[name] for name in names if name in data}, rows


def _of_category(one: Category) -> dict[str, forms.Field]:
    """The four fields of one category."""
    return {
        f"used_{one}": forms.BooleanField(label=f"{one.label}投票", required=False),
        f"expected_{one}": forms.IntegerField(
            label=f"{one.label}应参加人数", min_value=1, max_value=MOST_VOTERS, required=False
        ),
        f"weight_{one}": forms.IntegerField(
            label=f"{one.label}权重", min_value=1, max_value=100, required=False
        ),
        f"mode_{one}": forms.ChoiceField(label=f"{one.label}投票方式", choices=VotingMode.choices),
    }


def initial_of(poll: Poll) -> dict[str, Any]:
    """A poll as the form shows it."""
    names = ("kind", "title", "opens_on", "closes_on", "asks_fit", "takes_words")
    values = {name: getattr(poll, name) for name in names} | {"seen": poll.version}
    for one in poll.electorates.all():
        values |= {
            f"used_{one.category}": True,
            f"expected_{one.category}": one.expected,
            f"weight_{one.category}": one.weight,
            f"mode_{one.category}": one.mode,
        }
    return values


class People(Seen):
    """Who is appraised: ticked on the unit's roster, or named a line each."""

    cadre = forms.TypedMultipleChoiceField(label="在库干部", coerce=int, required=False)
    names = long_text(
        "按姓名添加",
        most=LONGEST_NAMES,
        required=False,
        help_text="不在上面的，每行一人：姓名，同名的填身份证号。可以从表格粘贴。",
    )

    def __init__(self, *args: Any, offered: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cadre"].choices = [(pk, pk) for pk in offered]  # type: ignore[attr-defined]
        self.fields["cadre"].error_messages["invalid_choice"] = (
            "所选的人不在这个单位的名册里，或者刚刚离开。请刷新页面重新勾选。"
        )


class Issue(forms.Form):
    """How many slips of one category; `printed` is how many there were when the page was made.

    So a second click prints nothing, and the next category is printed from the same page.
    """

    electorate = forms.IntegerField(widget=forms.HiddenInput)
    printed = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.IntegerField(label="印制张数", min_value=1, max_value=MOST_SLIPS)

    def __init__(self, *args: Any, electorate: Electorate, **kwargs: Any) -> None:
        lacking = max(electorate.expected - electorate.issued, 1)
        initial = {"electorate": electorate.pk, "printed": electorate.issued}
        initial["number"] = min(lacking, MOST_SLIPS)
        super().__init__(*args, initial=initial, auto_id=f"id_{electorate.pk}_%s", **kwargs)
        self.row = electorate

    def clean_printed(self) -> int:
        """Refuses a page that does not know of slips printed meanwhile."""
        printed = self.cleaned_data["printed"]
        if printed != self.row.issued:
            raise forms.ValidationError(
                f"{self.row}已经印了 {self.row.issued} 张，这次没有再印。"
                "文件没有存下来、确实要另印的，请重新打开这一页。"
            )
        return printed


class Opening(Seen):
    """Two people stand by."""

    are_here = forms.BooleanField(
        label="监票人和计票人都在场，各自当面领取一半密钥",
        error_messages={"required": "两人都到场后再开始投票，并请勾选。"},
    )


class Keys(Seen):
    """The two halves, as they are on paper."""

    first = forms.CharField(label="监票人的密钥", max_length=80)
    second = forms.CharField(label="计票人的密钥", max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in (self.fields["first"], self.fields["second"]):
            field.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}


class Reason(Seen):
    """Why a poll is cancelled."""

    reason = forms.CharField(
        label="作废原因",
        max_length=200,
        error_messages={"required": "请写明作废的原因。"},
    )
