"""The department's opinion about each field of a request."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from cadres.changes.deciding import Choice
from cadres.changes.models import Decision, FieldChange

LATER = ""
CHOICES = (
    (Decision.APPROVED.value, "同意"),
    (Decision.REJECTED.value, "不同意"),
    (LATER, "暂不审核"),
)
LONGEST = FieldChange._meta.get_field("remark").max_length


class DecideForm(forms.Form):
    """A choice and a remark per pending field; `all` approves whatever is not refused."""

    def __init__(self, *args: Any, pending: list[FieldChange], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pending = pending
        self.approves_rest = "all" in self.data
        for change in pending:
            self.fields[f"decision_{change.pk}"] = forms.ChoiceField(
                label=f"{change.label}的意见",
                choices=CHOICES,
                required=False,
                widget=forms.RadioSelect,
                initial=LATER,
            )
            self.fields[f"remark_{change.pk}"] = forms.CharField(
                label=f"{change.label}的说明",
                max_length=LONGEST,
                required=False,
                widget=forms.TextInput(attrs={"placeholder": "不同意的请写明理由"}),
            )

    def clean(self) -> dict[str, Any]:
        """Something is chosen, and whoever refuses says why."""
        data = super().clean()
        for change in self.pending:
            refused = data.get(f"decision_{change.pk}") == Decision.REJECTED
            if refused and not data.get(f"remark_{change.pk}"):
                self.add_error(f"remark_{change.pk}", f"不同意变更{change.label}，请写明理由。")
        if not self.errors and not self.choices():
            raise forms.ValidationError("还没有选择意见，请至少对一项选“同意”或“不同意”。")
        return data

    def choices(self) -> dict[int, Choice]:
        """What the service is told, by the key of the field's row."""
        data = self.cleaned_data
        otherwise = Decision.APPROVED if self.approves_rest else LATER
        return {
            change.pk: Choice(decision, data.get(f"remark_{change.pk}", ""))
            for change in self.pending
            if (decision := data.get(f"decision_{change.pk}") or otherwise)
        }

    def boxes(self) -> Iterator[tuple[FieldChange, BoundField, BoundField]]:
        """Each pending field with its two controls."""
        for change in self.pending:
            yield change, self[f"decision_{change.pk}"], self[f"remark_{change.pk}"]

    def put(self, field: str, sentences: list[Any]) -> None:
        """A refusal of the guards at the field of a person that it speaks of."""
        for change in self.pending:
            if change.field == field:
                self.add_error(f"remark_{change.pk}", sentences)
                return
        self.add_error(None, sentences)
