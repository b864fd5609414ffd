"""The tabs of the list with their numbers."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from assessments.cases.choices import OPEN_CASES
from assessments.cases.entities import CASES, STANDING, Tab
from assessments.cases.models import CLOSED
from core.listing.page import Listing
from core.listing.tabs import numbers_of, tabs_of


def tabs(listing: Listing) -> list[dict[str, Any]]:
    """What components/tabs.html draws."""
    return tabs_of(listing, CASES, STANDING, Tab, _numbers(listing))


def _numbers(listing: Listing) -> dict[str, int]:
    """By tab."""
    return numbers_of(
        listing,
        CASES,
        STANDING,
        Tab.ALL,
        open=Count("pk", filter=Q(state__in=OPEN_CASES)),
        decided=Count("pk", filter=Q(state__in=CLOSED)),
    )
