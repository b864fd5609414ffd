"""Sheets in which marks and votes are typed, a row per candidate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from cadres.intake.row_forms import MarkField
from rotation.choices import Selection
from rotation.frontline.models import Batch, Candidate
from rotation.frontline.services.selecting import Mark

MOST_VOTERS = 30_000
LABELS = {
    Selection.EXAMINATION: (("test_score", "考试成绩"), ("review_score", "考核成绩")),
    Selection.NOMINATION: (("votes", "推荐票"),),
}


class VotesField(forms.IntegerField):
    """A number of votes; one sentence says whatever is wrong."""

    def __init__(self, whose: str, **kwargs: Any) -> None:
        attrs = {"aria-label": whose, "inputmode": "numeric", "autocomplete": "off"}
        said = f"{whose}应是 0 到 {MOST_VOTERS} 之间的整数，请改正。"
        messages = dict.fromkeys(("invalid", "min_value", "max_value"), said)
        super().__init__(
            required=False,
            min_value=0,
            max_value=MOST_VOTERS,
            widget=forms.TextInput(attrs=attrs),
            error_messages=messages,
            **kwargs,
        )


class ScoresForm(forms.Form):
    """What was marked, or how many voted for each; `voters` is the same for everybody."""

    def __init__(
        self,
        batch: Batch,
        people: Sequence[Candidate],
        data: Any = None,
        typed: dict[int, list[str]] | None = None,
    ) -> None:
        super().__init__(data)
        self.people = people
        self.columns = LABELS[Selection(batch.programme.selection)]
        self.votes = batch.programme.selection == Selection.NOMINATION
        if self.votes:
            known = next((p.voters for p in people if p.voters is not None), None)
            self.fields["voters"] = forms.IntegerField(
                label="参加推荐人数", min_value=1, max_value=MOST_VOTERS, initial=known
            )
        for person in people:
            given = (typed or {}).get(person.pk, [])
            for number, (name, label) in enumerate(self.columns):
                initial = given[number] if number < len(given) else getattr(person, name)
                kind = VotesField if self.votes else MarkField
                field = kind(f"{person.cadre}的{label}", initial=initial)
                self.fields[f"{name}-{person.pk}"] = field
            self.fields[f"seen-{person.pk}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=person.version
            )

    @property
    def headings(self) -> list[str]:
        """The words above the cells."""
        return [label for _, label in self.columns]

    @property
    def rows(self) -> Iterator[tuple[Candidate, list[forms.BoundField], forms.BoundField]]:
        """Each candidate with the cells to type in, and the hidden version."""
        for person in self.people:
            cells = [self[f"{name}-{person.pk}"] for name, _ in self.columns]
            yield person, cells, self[f"seen-{person.pk}"]

    def marks(self) -> list[Mark]:
        """What is to be written; the number of voters goes with each number of votes."""
        found = []
        for person in self.people:
            values: dict[str, Decimal | int | None] = {
                name: self.cleaned_data[f"{name}-{person.pk}"] for name, _ in self.columns
            }
            if self.votes:
                voted = values["votes"] is not None
                values["voters"] = self.cleaned_data["voters"] if voted else None
            found.append(Mark(person.pk, self.cleaned_data[f"seen-{person.pk}"], values))
        return found


class PastedScores(forms.Form):
    """Columns from a sheet: name or ID number, then what the sheet below asks for."""

    pasted = forms.CharField(
        label="从表格粘贴",
        max_length=60_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="每行一人：姓名或身份证号，后面依次是下表的各列。粘贴后先填入下表，核对无误再保存。",
    )

    def clean_pasted(self) -> str:
        """Something; the table below can be typed in as well."""
        text = self.cleaned_data["pasted"]
        if not text:
            raise forms.ValidationError("还没有粘贴内容，请先从表格里复制。")
        return text
