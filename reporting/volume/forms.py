"""Which volume: a year and the city or a county, both out of what the viewer has."""

from __future__ import annotations

from typing import Any

from django import forms

from core.scoping import Viewer
from core.units.models import Unit
from reporting.volume.choosing import scopes_of, years_of


class PlaceField(forms.ModelChoiceField):
    """The city and counties by their short names."""

    def label_from_instance(self, obj: Unit) -> str:
        return obj.short_name


class VolumeForm(forms.Form):
    """Year and scope."""

    year = forms.TypedChoiceField(label="年度", coerce=int)
    unit = PlaceField(label="范围", queryset=Unit.objects.none(), empty_label=None)

    def __init__(self, data: Any = None, *, viewer: Viewer) -> None:
        super().__init__(data)
        self.fields["year"].choices = [(year, f"{year} 年度") for year in years_of(viewer)]
        self.fields["unit"].queryset = scopes_of(viewer)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select form-select-sm"
