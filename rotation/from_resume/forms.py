"""What somebody puts right in a proposal before it is entered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms

from cadres.people.querysets import KEEPERS
from core.scoping import Viewer
from core.units.choice import UnitChoice, UnitSelect
from core.units.models import Unit
from rotation.choices import Seat
from rotation.from_resume.proposing import LONGEST, Proposal
from rotation.positions.forms import level_field

FEW_OPTIONS = 12  # units offered in each line; typing asks for others
NUL = "\x00"


class LineForm(forms.Form):
    """The four things that words alone do not tell for certain."""

    unit = UnitChoice(label="单位", widget=UnitSelect(most=FEW_OPTIONS))
    title = forms.CharField(label="职务", max_length=LONGEST)
    level = level_field()
    seat = forms.ChoiceField(label="正副职", choices=Seat.choices)

    def __init__(self, data: Any, proposal: Proposal, viewer: Viewer) -> None:
        initial = {
            "unit": proposal.unit,
            "title": proposal.title,
            "level": proposal.level,
            "seat": proposal.seat,
        }
        super().__init__(data, initial=initial, prefix=f"line-{proposal.key}")
        units = Unit.objects.visible_to(viewer, acting_as=KEEPERS).employers()
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        for name, bound in self.fields.items():
            bound.widget.attrs["aria-label"] = f"{proposal.span} {bound.label}"
            small = "form-control-sm" if name == "title" else "form-select-sm"
            usual = "form-control" if name == "title" else "form-select"
            bound.widget.attrs["class"] = f"{usual} {small}"

    def put_right(self, proposal: Proposal) -> Proposal:
        """The proposal as it was typed: what somebody looked at is in doubt no more."""
        typed = self.cleaned_data
        return replace(
            proposal,
            unit=typed["unit"].pk,
            unit_name=typed["unit"].short_name,
            title=typed["title"],
            level=typed["level"],
            seat=Seat(typed["seat"]),
            doubts=[],
        )
