"""Forms of rewards and of discipline."""

from collections.abc import Iterator
from typing import Any

from django import forms

from cadres.choices import DisciplineKind
from cadres.people.models import Discipline, Reward
from cadres.people.services.conduct import measures
from core.codes.vocabulary import vocabulary

DAY = {"type": "date"}
NAMES_LIST = "reward-names"


def _day(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"), **kwargs)


def _text(model: type, field: str, **kwargs: Any) -> forms.CharField:
    column = model._meta.get_field(field)
    return forms.CharField(
        label=column.verbose_name,
        max_length=column.max_length,
        required=not column.blank,
        **kwargs,
    )


class RewardForm(forms.Form):
    """One reward; `seen` is the version of the file."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    name = _text(
        Reward,
        "name",
        widget=forms.TextInput(attrs={"list": NAMES_LIST, "autocomplete": "off"}),
        help_text="可以从列出的名称中选，也可以另写。",
    )
    decided_on = _day(label="批准日期")
    authority = _text(Reward, "authority")
    document = _text(Reward, "document")
    revoked_on = _day(label="撤销日期", required=False, help_text="没有撤销的留空。")

    @property
    def datalists(self) -> dict[str, list[str]]:
        """Suggestions of the page, by their ids."""
        return {NAMES_LIST: list(vocabulary("REWARD_civil_servant").values())}


class DisciplineForm(forms.Form):
    """One sanction or measure. Kind and measure are chosen as one: they cannot disagree."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    measure = forms.ChoiceField(label="处分或处理")
    decided_on = _day(label="决定日期")
    effect_until = _day(
        label="影响期止",
        required=False,
        help_text="留空则按规定的月数推算；与决定书不同的，请填写实际日期，当日不含。"
        "立案审查调查填结案的日期，没有结案的留空。",
    )
    authority = _text(Discipline, "authority")
    reason = _text(Discipline, "reason", widget=forms.Textarea(attrs={"rows": 2}))
    document = _text(Discipline, "document")

    def __init__(self, *args: Any, row: Discipline | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = list(_measure_choices(row))

    def values(self) -> dict[str, Any]:
        """What the service is given: kind and measure apart."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        kind, _, measure = values["measure"].partition("/")
        return values | {"kind": kind, "measure": measure}


def initial_of(row: Reward | Discipline) -> dict[str, Any]:
    """What the form of a row shows at first."""
    names = (field.name for field in row._meta.local_concrete_fields)
    values = {name: getattr(row, name) for name in names if name not in ("id", "cadre", "kind")}
    if isinstance(row, Discipline):
        values["measure"] = f"{row.kind}/{row.measure}"
    return values


def _measure_choices(row: Discipline | None) -> Iterator[tuple[str, Any]]:
    yield "", "请选择"
    for kind, known in measures().items():
        # What an import brought along stays selectable on its own row.
        others = [row.measure] if row and row.kind == kind and row.measure not in known else []
        yield (
            str(DisciplineKind(kind).label),
            [(f"{kind}/{name}", _with_months(name, known.get(name))) for name in (*known, *others)],
        )


def _with_months(name: str, months: int | None) -> str:
    return f"{name}（影响期 {months} 个月）" if months else name
