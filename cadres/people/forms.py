"""The form of a person's facts, and of taking a person up; the page and a request bind the same."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField

from cadres.identity.fields import IdNumberField
from cadres.people.guards import clean_name
from cadres.people.guards.person import DEMOCRATIC_PARTIES
from cadres.people.models import Cadre
from cadres.people.wording import ID_NUMBER
from core.scoping import Viewer
from core.units.choice import UnitChoice
from core.units.models import Unit
from core.units.querysets import UnitQuerySet

# Heading, and the fields below it in their order: the order of 任免审批表.
SECTIONS: Final = (
    (
        "基本情况",
        (
            *("name", "gender", "birth", "nation", "native_place", "birth_place", "health"),
            *("phone", ID_NUMBER, "id_reason"),
        ),
    ),
    ("政治面貌", ("political_status", "party_join", "second_party", "second_party_join")),
    (
        "工作与职务",
        (
            *("unit", "title", "short_title", "post_since", "level", "level_since", "rank"),
            *("rank_since", "work_start", "seat_order", "status", "left_on"),
        ),
    ),
    (
        "全日制教育",
        ("fulltime_education", "fulltime_degree", "fulltime_school", "fulltime_major"),
    ),
    (
        "在职教育",
        ("inservice_education", "inservice_degree", "inservice_school", "inservice_major"),
    ),
    (
        "其他",
        (
            *("pro_title", "specialty", "source", "source_since", "grassroots_months"),
            "note",
        ),
    ),
)
FIELDS: Final = tuple(name for _, names in SECTIONS for name in names)
# A department alone decides on these, whoever the person is.
RESERVED: Final = frozenset({"unit", "level", "level_since", "rank", "rank_since", ID_NUMBER})
NOT_CHOSEN = "未填"


class PersonForm(forms.ModelForm):
    """The facts of one person as they were seen; it reads, and a service checks and writes.

    `asks`: the form makes a request, which needs a reason (True), may make one (False), never does.
    """

    id_number = IdNumberField()
    unit = UnitChoice(label="所在单位")
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(label="变更原因", max_length=200)

    class Meta:
        model = Cadre
        fields = [name for name in FIELDS if name != ID_NUMBER]
        labels = {"id_reason": "与身份证号不一致的原因"}
        help_texts = {
            "id_reason": "出生年月、性别以档案认定的为准而与身份证号不一致时填写。",
            "native_place": "省和县的简称，如云州清河。",
            "title": "单位全称和职务，如清河市交通运输局综合规划科科长。",
            "seat_order": "在本单位同层次中的先后，数小的在前。",
            "source_since": "以上述方式进入的年月。",
            "grassroots_months": "在县以下机关、乡镇、村（社区）和企事业基层单位工作的月数。",
        }

    def __init__(
        self,
        *args: Any,
        viewer: Viewer,
        cadre: Cadre | None = None,
        asks: bool | None = None,
        **kwargs: Any,
    ) -> None:
        initial = initial_of(cadre) if cadre else {"grassroots_months": 0}
        kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.viewer, self.cadre = viewer, cadre
        self.fields["unit"].queryset = units_for(viewer, cadre, keeps=asks is None)
        if asks is None:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = asks
        self.fields["nation"].widget.attrs["data-long-choice"] = True
        self.fields["note"].widget = forms.Textarea(attrs={"rows": 2, "maxlength": 400})
        for name in ("health", "second_party", "level", "rank", "source"):
            self._with_blank(name)
        for kind in ("fulltime", "inservice"):
            self._with_blank(f"{kind}_education")
            self._with_blank(f"{kind}_degree")
            self.fields[f"{kind}_degree"].widget.attrs["data-long-choice"] = True
        parties = self.fields["second_party"]
        parties.choices = [c for c in parties.choices if c[0] in ("", *DEMOCRATIC_PARTIES)]
        self.fields["gender"].choices = [c for c in self.fields["gender"].choices if c[0]]
        number = self.fields[ID_NUMBER]
        number.help_text = (
            f"已登记 {cadre.id_masked}，不更改请留空。" if cadre and cadre.id_masked else ""
        )
        self.order_fields(FIELDS)

    def clean(self) -> dict[str, Any]:
        """No checks of the model's here: the service makes them, once for every way in."""
        return self.cleaned_data

    def _post_clean(self) -> None:
        """A model form would write into its instance and ask the database."""

    def clean_name(self) -> str:
        """Without the blanks of print."""
        return clean_name(self.cleaned_data["name"])

    def sections(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Headings with their fields, as the page draws them."""
        for title, names in SECTIONS:
            yield title, [self[name] for name in names if name in self.fields]

    def values(self) -> dict[str, Any]:
        """What a service is given: an ID number only where one was typed."""
        values = {name: self.cleaned_data[name] for name in FIELDS if name in self.cleaned_data}
        if not values.get(ID_NUMBER):
            values.pop(ID_NUMBER, None)
        return values

    def changed_values(self) -> dict[str, Any]:
        """Of these, the ones that differ from the file."""
        before = initial_of(self.cadre) if self.cadre else {}
        return {
            name: value
            for name, value in self.values().items()
            if name == ID_NUMBER or getattr(value, "pk", value) != before.get(name)
        }

    def _with_blank(self, name: str) -> None:
        choices = [c for c in self.fields[name].choices if c[0] != ""]
        self.fields[name].choices = [("", NOT_CHOSEN), *choices]


class AddPerson(PersonForm):
    """A new person; somebody of the same name and month of birth must be told apart."""

    is_another = forms.BooleanField(required=False, label="确认不是同一人，继续建档")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.same: list[Cadre] = []
        del self.fields["seen"]

    def clean(self) -> dict[str, Any]:
        """Looks among those whom the viewer may see: the others are nobody's to be told of."""
        data = super().clean()
        if data.get("name") and data.get("birth"):
            alike = Cadre.objects.visible_to(self.viewer).select_related("unit")
            self.same = list(alike.filter(name=data["name"], birth=data["birth"])[:5])
        if self.same and not data.get("is_another"):
            raise forms.ValidationError(
                "已有同名、同出生年月的人。如果不是同一人，请在页面下方勾选确认后再提交。"
            )
        return data


def initial_of(cadre: Cadre) -> dict[str, Any]:
    """What the form shows at first: the file, and the version it was read at."""
    facts = {name: getattr(cadre, name) for name in FIELDS if name not in (ID_NUMBER, "unit")}
    return facts | {"unit": cadre.unit_id, "seen": cadre.version}


def units_for(viewer: Viewer, cadre: Cadre | None, *, keeps: bool) -> UnitQuerySet:
    """Units that the viewer may put a person into, or ask to; and the one where the person is."""
    reach = Unit.objects.managed_by(viewer) if keeps else Unit.objects.visible_to(viewer)
    standing = reach.standing().employers()
    return standing | reach.filter(pk=cadre.unit_id) if cadre else standing
