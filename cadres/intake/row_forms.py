"""Tables in which marks and findings are typed: a few fields per applicant, named by its key."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from cadres.intake.models import FULL_MARKS, Applicant
from cadres.intake.services.results import Finding, Mark, passed

RESULTS = (("", "未定"), ("pass", "合格"), ("fail", "不合格"))
PASSED = {"": None, "pass": True, "fail": False}


def keys_in(data: QueryDict) -> list[int]:
    """The applicants whose rows a posted table has."""
    found = (name.removeprefix("seen-") for name in data if name.startswith("seen-"))
    return [int(key) for key in found if key.isascii() and key.isdecimal() and len(key) < 19]


class MarkField(forms.DecimalField):
    """A mark of 0 to 100 with two decimals; one sentence says whatever is wrong."""

    def __init__(self, whose: str, **kwargs: Any) -> None:
        attrs = {"aria-label": whose, "inputmode": "decimal", "autocomplete": "off"}
        super().__init__(
            required=False,
            max_digits=5,
            decimal_places=2,
            min_value=0,
            max_value=FULL_MARKS,
            widget=forms.TextInput(attrs=attrs),
            **kwargs,
        )
        self.whose = whose

    def clean(self, value: Any) -> Decimal | None:
        """The mark, or None; raises ValidationError that names whose it is."""
        try:
            return super().clean(value)
        except ValidationError as fault:
            raise ValidationError(
                f"{self.whose}“{str(value)[:12]}”无效，"
                f"应为 0 到 {FULL_MARKS} 之间、最多两位小数的数，请改正。"
            ) from fault


class RowsForm(forms.Form):
    """A form over applicants; `rows` gives each with its bound fields."""

    names: tuple[str, ...] = ()
    # What each table says of a row: its fields, with what is on record as their initial values.
    fields_of: Callable[..., Iterable[tuple[str, forms.Field]]]

    def __init__(
        self, people: Sequence[Applicant], data: Any = None, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data)
        self.people = people
        for person in people:
            for name, field in self.fields_of(person):
                field.initial = (initial or {}).get(f"{name}-{person.pk}", field.initial)
                self.fields[f"{name}-{person.pk}"] = field
            seen = forms.IntegerField(widget=forms.HiddenInput, initial=person.version)
            self.fields[f"seen-{person.pk}"] = seen

    @property
    def rows(self) -> Iterator[tuple[Applicant, list[forms.BoundField], forms.BoundField]]:
        """Each applicant with the cells to type in, and the hidden version."""
        for person in self.people:
            cells = [self[f"{name}-{person.pk}"] for name in self.names]
            yield person, cells, self[f"seen-{person.pk}"]

    def value(self, name: str, person: Applicant) -> Any:
        """What was typed into one cell."""
        return self.cleaned_data[f"{name}-{person.pk}"]


class MarksForm(RowsForm):
    """Marks of the examination."""

    names = ("mark",)

    def fields_of(self, person: Applicant) -> Iterable[tuple[str, forms.Field]]:
        """One mark."""
        yield "mark", MarkField(f"{person}的考试成绩", initial=person.test_mark)

    def marks(self) -> list[Mark]:
        """What is to be written."""
        return [
            Mark(person.pk, self.value("seen", person), self.value("mark", person))
            for person in self.people
        ]


class FindingsForm(RowsForm):
    """Results of the inspection."""

    names = ("result", "mark", "note")

    def fields_of(self, person: Applicant) -> Iterable[tuple[str, forms.Field]]:
        """Result, mark and what was found."""
        now = {None: "", True: "pass", False: "fail"}[passed(person)]
        result = forms.ChoiceField(choices=RESULTS, required=False, initial=now)
        result.widget.attrs["aria-label"] = f"{person}的考察结果"
        mark = MarkField(f"{person}的考察得分", initial=person.inspection_mark)
        note = forms.CharField(required=False, max_length=500, initial=person.inspection_note)
        note.widget.attrs["aria-label"] = f"{person}的考察情况"
        return [("result", result), ("mark", mark), ("note", note)]

    def findings(self) -> list[Finding]:
        """What is to be written."""
        return [
            Finding(
                person.pk,
                self.value("seen", person),
                PASSED[self.value("result", person)],
                self.value("mark", person),
                self.value("note", person),
            )
            for person in self.people
        ]
