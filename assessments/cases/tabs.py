"""The tabs of the list with their numbers."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from assessments.cases.choices import OPEN_CASES
from assessments.cases.entities import CASES, STANDING, Tab
from assessments.cases.models import CLOSED
from core.errors import Invalid
from core.listing.page import Listing


def tabs(listing: Listing) -> list[dict[str, Any]]:
    """What components/tabs.html draws."""
    counted = _numbers(listing)
    link, current = reverse(CASES.list_url), listing.chosen(STANDING)
    return [
        {
            "label": tab.label,
            "url": f"{link}?{listing.query(standing=tab.value, cursor=None)}",
            "current": tab == current,
            "count": f"{counted[tab]:,}" if tab in counted else None,
        }
        for tab in Tab
    ]


def _numbers(listing: Listing) -> dict[str, int]:
    """By tab, by one statement; nothing if the list asks nonsense."""
    params = listing.params.copy()
    params[STANDING.name] = Tab.ALL
    try:
        rows = Listing(CASES, listing.viewer, params).rows.order_by()
    except Invalid:
        return {}
    found = rows.aggregate(
        open=Count("pk", filter=Q(state__in=OPEN_CASES)),
        decided=Count("pk", filter=Q(state__in=CLOSED)),
    )
    return {Tab.OPEN: found["open"], Tab.DECIDED: found["decided"]}
