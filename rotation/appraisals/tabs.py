"""The tabs of the list with their numbers."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from core.listing.page import Listing
from core.listing.tabs import numbers_of, tabs_of
from rotation.appraisals.entities import APPRAISALS, STANDING, Tab
from rotation.choices import AppraisalState


def tabs(listing: Listing) -> list[dict[str, Any]]:
    """What components/tabs.html draws."""
    numbers = _numbers(listing)
    drawn = tabs_of(listing, APPRAISALS, STANDING, Tab, numbers)
    for tab, one in zip(Tab, drawn, strict=True):
        one["is_red"] = tab == Tab.MINE and bool(numbers.get(tab))
    return drawn


def _numbers(listing: Listing) -> dict[str, int]:
    """By tab; what is over is not counted."""
    open_ones = ~Q(state=AppraisalState.CONCLUDED)
    return numbers_of(
        listing,
        APPRAISALS,
        STANDING,
        Tab.OPEN,
        open=Count("pk", filter=open_ones),
        mine=Count("pk", filter=open_ones & Q(is_mine=True)),
    )
