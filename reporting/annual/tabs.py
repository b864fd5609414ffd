"""The tabs of the board with their numbers."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from core.listing.page import Listing
from core.listing.tabs import numbers_of, tabs_of
from reporting.annual.choices import ReportState
from reporting.annual.entities import ANNUAL_REPORTS
from reporting.annual.standing import BEHIND, STANDING, Tab


def tabs(listing: Listing) -> list[dict[str, Any]]:
    """What components/tabs.html draws; what waits for the viewer and what is late is red."""
    found = tabs_of(listing, ANNUAL_REPORTS, STANDING, Tab, _numbers(listing))
    for tab, item in zip(Tab, found, strict=True):
        item["is_red"] = tab in (Tab.MINE, Tab.LATE) and item["count"] not in (None, "0")
    return found


def _numbers(listing: Listing) -> dict[str, int]:
    """By tab; the tabs of states are called as the states."""
    states = {state.value: Count("pk", filter=Q(state=state)) for state in ReportState}
    return numbers_of(
        listing,
        ANNUAL_REPORTS,
        STANDING,
        Tab.ALL,
        mine=Count("pk", filter=Q(is_mine=True)),
        late=Count("pk", filter=Q(timing__in=BEHIND)),
        **states,
    )
