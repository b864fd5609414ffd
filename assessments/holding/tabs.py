"""The tabs of the list with their numbers."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from assessments.holding.entities import POLLS, RUNNING, STANDING, Tab
from assessments.polls.choices import PollState
from core.listing.page import Listing
from core.listing.tabs import numbers_of, tabs_of


def tabs(listing: Listing) -> list[dict[str, Any]]:
    """What components/tabs.html draws."""
    return tabs_of(listing, POLLS, STANDING, Tab, _numbers(listing))


def _numbers(listing: Listing) -> dict[str, int]:
    """By tab."""
    return numbers_of(
        listing,
        POLLS,
        STANDING,
        Tab.ALL,
        running=Count("pk", filter=Q(state__in=RUNNING), distinct=True),
        counted=Count("pk", filter=Q(state=PollState.COUNTED), distinct=True),
    )
