"""The tabs of the list with their numbers."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from assessments.holding.entities import POLLS, RUNNING, STANDING, Tab
from assessments.polls.choices import PollState
from core.errors import Invalid
from core.listing.page import Listing


def tabs(listing: Listing) -> list[dict[str, Any]]:
    """What components/tabs.html draws."""
    counted = _numbers(listing)
    link, current = reverse(POLLS.list_url), listing.chosen(STANDING)
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
        rows = Listing(POLLS, listing.viewer, params).rows.order_by()
    except Invalid:
        return {}
    found = rows.aggregate(
        running=Count("pk", filter=Q(state__in=RUNNING), distinct=True),
        counted=Count("pk", filter=Q(state=PollState.COUNTED), distinct=True),
    )
    return {Tab.RUNNING: found["running"], Tab.COUNTED: found["counted"]}
