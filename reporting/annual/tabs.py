"""The tabs of the board with their numbers."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from core.listing.page import Listing
from core.listing.tabs import numbers_of, tabs_of
from reporting.annual.entities import ANNUAL_REPORTS
from reporting.annual.standing import GONE, STANDING, Tab, counts

NONE = (None, "0")


def tabs(listing: Listing) -> list[dict[str, Any]]:
    """What components/tabs.html draws; what waits for the viewer and what is late is red.

    That of units that are no more is there when there are any.
    """
    found = tabs_of(listing, ANNUAL_REPORTS, STANDING, Tab, _numbers(listing))
    for tab, item in zip(Tab, found, strict=True):
        item["is_red"] = tab in (Tab.MINE, Tab.LATE) and item["count"] not in NONE
    return [
        item
        for tab, item in zip(Tab, found, strict=True)
        if tab != Tab.GONE or item["current"] or item["count"] not in NONE
    ]


def _numbers(listing: Listing) -> dict[str, int]:
    """By tab; the tabs of states are called as the states."""
    states = counts()
    del states["reports"]
    return numbers_of(
        listing,
        ANNUAL_REPORTS,
        STANDING,
        Tab.ALL,
        mine=Count("pk", filter=Q(is_mine=True)),
        gone=Count("pk", filter=GONE),
        **states,
    )
