"""What somebody counted of a category's paper ballots: a table of numbers per person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from assessments.polls.models import Electorate, PollSubject
from assessments.polls.paper import LABELS, MARKS, Difference

Row = tuple[str, list[BoundField]]
WRONG = {
    "invalid": "“%(value)s”不是票数，请填写数字。",
    "min_value": "票数不能小于 0。",
    "max_value": "票数不能大于 %(limit_value)s。",
}


class PaperCounts(forms.Form):
    """How many came in, and marks to numbers about everybody; an empty cell is nought."""

    returned = forms.IntegerField(
        label="收回票",
        min_value=0,
        help_text="从票箱里取出的张数，无效票也算。",
        error_messages=WRONG | {"required": "请填写收回票的张数。"},
    )

    def __init__(
        self,
        *args: Any,
        electorate: Electorate,
        subjects: Sequence[PollSubject],
        asks_fit: bool,
        differences: Sequence[Difference] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.subjects, self.most = subjects, electorate.expected
        self.asked = {name: marks for name, marks in MARKS.items() if asks_fit or name != "fit"}
        self.differ = {(gap.subject.pk, gap.cell) for gap in differences}
        for subject in subjects:
            self._add(f"invalid_{subject.pk}", LABELS["invalid"], subject, LABELS["invalid"])
            for name, marks in self.asked.items():
                for mark in marks:
                    cell = f"{LABELS[name]}“{mark.label}”"
                    self._add(f"{name}_{subject.pk}_{mark.value}", mark.label, subject, cell)

    def people(self) -> Iterator[tuple[PollSubject, BoundField, list[Row]]]:
        """Each person with the cell of invalid ballots and, per question, those of its marks."""
        for subject in self.subjects:
            rows = [
                (LABELS[name], [self[f"{name}_{subject.pk}_{mark.value}"] for mark in marks])
                for name, marks in self.asked.items()
            ]
            yield subject, self[f"invalid_{subject.pk}"], rows

    def numbers(self) -> dict[int, dict[str, Any]]:
        """What the service is told, by subject."""
        data = self.cleaned_data

        def counted(name: str) -> int:
            return data.get(name) or 0

        return {
            subject.pk: {
                "returned": data["returned"],
                "invalid": counted(f"invalid_{subject.pk}"),
            }
            | {
                name: {mark.value: counted(f"{name}_{subject.pk}_{mark.value}") for mark in marks}
                for name, marks in self.asked.items()
            }
            for subject in self.subjects
        }

    def _add(self, name: str, label: str, subject: PollSubject, cell: str) -> None:
        widget = forms.NumberInput(attrs={"inputmode": "numeric", "class": "form-control-sm"})
        if (subject.pk, cell) in self.differ:
            widget.attrs["data-differs"] = ""
        self.fields[name] = forms.IntegerField(
            label=str(label),
            min_value=0,
            max_value=self.most,
            required=False,
            widget=widget,
            error_messages=WRONG,
        )


def initial_of(rows: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    """Numbers by subject, as the form shows them; noughts stay empty."""
    values: dict[str, Any] = {}
    for key, numbers in rows.items():
        values["returned"] = numbers["returned"]
        values[f"invalid_{key}"] = numbers["invalid"] or None
        for name in MARKS:
            values |= {f"{name}_{key}_{mark}": n or None for mark, n in numbers[name].items()}
    return values
