"""The tabs of the list with their numbers."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from core.errors import Invalid
from core.listing.page import Listing
from rotation.appraisals.entities import APPRAISALS, STANDING, Tab
from rotation.choices import AppraisalState


def tabs(listing: Listing) -> list[dict[str, Any]]:
    """What components/tabs.html draws."""
    counted = _numbers(listing)
    link, current = reverse(APPRAISALS.list_url), listing.chosen(STANDING)
    return [
        {
            "label": tab.label,
            "url": f"{link}?{listing.query(standing=tab.value, cursor=None)}",
            "current": tab == current,
            "count": f"{counted[tab]:,}" if tab in counted else None,
            "is_red": tab == Tab.MINE and bool(counted.get(tab)),
        }
        for tab in Tab
    ]


def _numbers(listing: Listing) -> dict[str, int]:
    """By tab, by one statement; nothing if the list asks nonsense. What is over is not counted."""
    params = listing.params.copy()
    params[STANDING.name] = Tab.OPEN
    try:
        rows = Listing(APPRAISALS, listing.viewer, params).rows.order_by()
    except Invalid:
        return {}
    open_ones = ~Q(state=AppraisalState.CONCLUDED)
    found = rows.aggregate(
        open=Count("pk", filter=open_ones), mine=Count("pk", filter=open_ones & Q(is_mine=True))
    )
    return {Tab.MINE: found["mine"], Tab.OPEN: found["open"]}
