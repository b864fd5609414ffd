"""What a table of the structure is asked: who looks, at which units, as of which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from cadres.roster.entities import ROSTER
from cadres.roster.querysets import RosterQuerySet
from core.errors import Invalid
from core.listing import asof
from core.listing.page import Listing
from core.scoping import EVERYTHING, Viewer
from core.units.models import Unit
from policy.parameters.figures import keys_of, regions_of, values_on
from reporting.structure.bands import Band, BandFigures, bands_of
from reporting.structure.places import Places

Stored = dict[str, dict[str, Any]]

NO_UNIT = "没有这个单位，或者它不在您的范围内。"
MOST_DIGITS = 18


@dataclass(frozen=True)
class Frame:
    """One viewer's question; people are counted as the roster lists them to him."""

    viewer: Viewer
    on: date
    unit: Unit | None = None
    stored: Stored | None = None  # parameter values of the day, where they were read already

    def values(self, *kinds: type, more: tuple[str, ...] = ()) -> Stored:
        """What is stored of the figures of these kinds on the day, as `values_on` gives it."""
        if self.stored is not None:
            return self.stored
        return values_on(self.on, [*(key for kind in kinds for key in keys_of(kind)), *more])

    @cached_property
    def listing(self) -> Listing:
        """Everybody on the roster on the day, in the units, as the roster itself lists them."""
        return self.listing_of()

    @cached_property
    def is_everybody(self) -> bool:
        """Whether no row of the roster is left out: neither by a unit nor by what is seen.

        Then `listing_of(standing="all")` has everybody.
        """
        return self.unit is None and RosterQuerySet.scope_condition(self.viewer) == EVERYTHING

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The age bands that hold on the day. Raises Missing."""
        found = regions_of(BandFigures, self.values(BandFigures), self.on)
        return bands_of(found[0].figures.bounds)

    @cached_property
    def places(self) -> Places:
        """The units one step below. One statement."""
        return Places.of(self.viewer, self.unit)

    @property
    def asked(self) -> dict[str, str]:
        """The parameters that say the same to any list of a day and a unit."""
        told = {} if self.on == timezone.localdate() else {asof.PARAMETER: self.on.isoformat()}
        return told | ({"unit": str(self.unit.pk)} if self.unit else {})

    def listing_of(self, **asked: str) -> Listing:
        """A listing of the roster with more asked of it."""
        return Listing(ROSTER, self.viewer, _query(self.asked | asked), strict=True)

    def url(self, **asked: str) -> str:
        """The list of the people behind a number."""
        told = urlencode(self.asked | asked)
        return reverse(ROSTER.list_url) + (f"?{told}" if told else "")


def _query(asked: dict[str, str]) -> QueryDict:
    params = QueryDict(mutable=True)
    params.update(asked)  # type: ignore[arg-type]
    return params


def frame_of(viewer: Viewer, params: Any) -> Frame:
    """The frame of a query string (`as_of`, `unit`); raises Invalid with sentences."""
    on = asof.asked_day(params.get(asof.PARAMETER, ""))
    return Frame(viewer, on, _asked_unit(viewer, params.get("unit", "")))


def _asked_unit(viewer: Viewer, text: str) -> Unit | None:
    if not text:
        return None
    unit = None
    if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        unit = Unit.objects.visible_to(viewer).filter(pk=int(text)).first()
    if unit is None:
        raise Invalid({"unit": [NO_UNIT]})
    return unit
