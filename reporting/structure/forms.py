"""The choices above the tables: dimensions, a unit; the day has its own control."""

from __future__ import annotations

from typing import Any

from django import forms

from core.listing.filters import unit_field
from core.scoping import Viewer
from reporting.structure.asking import COLUMNS, NONE, ROWS, USUAL
from reporting.structure.dimensions import DIMENSIONS

CHOICES = [(one.name, one.label) for one in DIMENSIONS]


class PlaceForm(forms.Form):
    """Drawn for pages of a unit and its day."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = unit_field(viewer)
        self.fields["unit"].label = "单位（含下属）"


class TableForm(PlaceForm):
    """Drawn above a table; `question` judges what was asked."""

    rows = forms.ChoiceField(label="行", choices=CHOICES, required=False)
    columns = forms.ChoiceField(label="列", choices=[*CHOICES, (NONE, "不分列")], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (ROWS, COLUMNS):
            self.fields[name].initial = USUAL[name]


def filled(params: Any) -> dict[str, str]:
    """What was asked, with what is usual where nothing was."""
    return USUAL | {name: params[name] for name in params if params[name]}
