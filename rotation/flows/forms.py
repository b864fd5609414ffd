"""What the map is asked: a period, a way of moving, a unit on either side."""

from typing import Any

from django import forms
from django.utils import timezone

from core.listing.filters import unit_field
from core.scoping import Viewer
from rotation.flows.movements import Way

YEARS = 5  # the programme's: what is asked for at first


def five_years_ago() -> str:
    """The first day that the map counts from, unless another is asked."""
    on = timezone.localdate()
    return on.replace(year=on.year - YEARS, month=1, day=1).isoformat()


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class MapForm(forms.Form):
    """Drawn above the map; the listing judges what was asked."""

    since_after = _day("从")
    since_before = _day("到")
    way = forms.ChoiceField(label="方式", choices=[("", "全部"), *Way.choices], required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("from_unit", "从单位"), ("unit", "到单位")):
            self.fields[name] = unit_field(viewer)
            self.fields[name].label = label
