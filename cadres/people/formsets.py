"""Rows that are edited together: résumé and family, with spare rows and without a script."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from cadres.choices import RELATION, LineKind
from cadres.formats.limits import MOST_RESUME
from cadres.formats.resume_text import Line, kind_of
from cadres.people.guards import RowsRefused
from cadres.people.guards.family import MOST_MEMBERS, Member
from cadres.people.guards.resume import MOST_LINES
from cadres.people.models import FamilyMember, ResumeLine
from core.codes.vocabulary import vocabulary
from core.month_fields import MonthFormField

RELATIONS_LIST: Final = "relations"  # the id of the page's <datalist>
SPARE = 1  # empty rows below those on file


def _longest(model: type, field: str) -> int:
    return model._meta.get_field(field).max_length


class Row(forms.Form):
    """One row; a row with nothing in it is no row."""

    gone = forms.BooleanField(required=False, label="删除")

    # What decides that a row has been filled in.
    told: tuple[str, ...] = ()

    def is_used(self) -> bool:
        """Whether anything is in the row, and it is not to go."""
        if self.cleaned_data.get("gone"):
            return False
        return any(self.cleaned_data.get(name) or name in self.errors for name in self.told)


class ResumeRow(Row):
    """One line of the résumé."""

    since = MonthFormField(label="起", required=False)
    until = MonthFormField(label="止", required=False)
    within = forms.BooleanField(label="其间", required=False)
    kind = forms.ChoiceField(
        label="类别", choices=[("", "按文字判断"), *LineKind.choices], required=False
    )
    text = forms.CharField(label="经历", required=False, max_length=_longest(ResumeLine, "text"))

    told = ("since", "until", "text")

    def clean(self) -> dict[str, Any]:
        """A row that is filled in begins somewhere."""
        data = super().clean()
        if "since" not in self.errors and not data.get("since") and self.is_used():
            self.add_error("since", "请填写起始年月。")
        return data

    def line(self) -> Line:
        """The row as a line."""
        data = self.cleaned_data
        kind = data["kind"] or kind_of(data["text"])
        return Line(data["since"], data["until"], data["text"], kind, data["within"])


class FamilyRow(Row):
    """One member of the family."""

    relation = forms.CharField(
        label="称谓",
        required=False,
        max_length=_longest(FamilyMember, "relation"),
        widget=forms.TextInput(attrs={"list": RELATIONS_LIST, "autocomplete": "off"}),
    )
    name = forms.CharField(label="姓名", required=False, max_length=_longest(FamilyMember, "name"))
    birth = MonthFormField(label="出生年月", required=False)
    politics = forms.CharField(
        label="政治面貌", required=False, max_length=_longest(FamilyMember, "politics")
    )
    work = forms.CharField(
        label="工作单位及职务", required=False, max_length=_longest(FamilyMember, "work")
    )

    told = ("relation", "name", "birth", "politics", "work")

    def clean_name(self) -> str:
        """Without the blanks of print; a foreign name keeps its own."""
        name = self.cleaned_data["name"]
        return name if name.isascii() else "".join(name.split())

    def member(self) -> Member:
        """The row as a member."""
        data = self.cleaned_data
        return Member(*(data[field] for field in Member._fields))


class Rows(forms.BaseFormSet):
    """Rows of which the used ones are told to a service, and its refusals put back."""

    def used(self) -> list[Row]:
        """The rows that count, in the order of the page."""
        return [form for form in self.forms if form.is_used()]

    def put(self, refused: RowsRefused, rows: list[Row]) -> None:
        """Each sentence at its row and field; `rows` is what the service was told, in its order."""
        for place, fields in refused.rows.items():
            for field, sentence in fields.items():
                rows[place].add_error(field, sentence)

    def put_head(self, sentence: str) -> None:
        """A sentence about all of them."""
        self._non_form_errors.extend(ValidationError(sentence).messages)


class ResumeRows(Rows):
    """The lines of a résumé; 其间 goes to the line that its first month is in."""

    def arranged(self) -> list[Row]:
        """The used rows as a résumé has them: by time, each with what happened meanwhile."""
        rows = [(form, form.line()) for form in self.used()]
        mains = sorted(
            (pair for pair in rows if not pair[1].within), key=lambda pair: pair[1].since
        )
        inside: dict[int, list] = {}
        above = None
        for form, line in rows:
            if not line.within:
                above = form
                continue
            # Outside of every line, it is shown at the one above, which then refuses it.
            home = next((main for main, held in mains if held.holds(line.since)), above)
            inside.setdefault(id(home), []).append((line.since, form))
        arranged = [form for _, form in inside.get(id(None), [])]
        for main, _ in mains:
            arranged.append(main)
            held = sorted(inside.get(id(main), []), key=lambda pair: pair[0])
            arranged += [form for _, form in held]
        return arranged


ResumeSet = forms.formset_factory(
    ResumeRow,
    formset=ResumeRows,
    extra=SPARE,
    max_num=MOST_LINES,
    absolute_max=MOST_LINES + SPARE,
    validate_max=True,
)
FamilySet = forms.formset_factory(
    FamilyRow,
    formset=Rows,
    extra=SPARE,
    max_num=MOST_MEMBERS,
    absolute_max=MOST_MEMBERS + SPARE,
    validate_max=True,
)


def relations() -> list[str]:
    """The words of GB/T 4761 that are offered for 称谓; others are kept as they are written."""
    return list(vocabulary(RELATION).values())


class ResumeText(forms.Form):
    """The résumé in the official writing, to be pasted from a 任免审批表."""

    text = forms.CharField(
        label="简历",
        error_messages={
            "required": "简历是空的，没有保存。要清空简历，请改用“按行填写”，逐行勾选删除。"
        },
        strip=False,
        max_length=MOST_RESUME,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "class": "q-resume"}),
        help_text="每段一行：2015.08--2018.03  经历。至今的不写终止年月。"
        "其间的另起一行：（其间：2016.03--2017.03挂职；2017.09--2018.01培训）。",
    )


class Seen(forms.Form):
    """What goes with every form of rows: the version that was seen, and why (in a request)."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(label="变更原因", max_length=200)

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["reason"]
