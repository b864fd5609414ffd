"""The tabs of the roster, and how many of what was asked stand under each."""

from collections import Counter
from typing import Any

from django.db.models import Count
from django.urls import reverse

from cadres.roster.entities import ROSTER
from cadres.roster.standing import STANDING, STATUSES, Tab, is_past
from core.errors import Invalid
from core.listing.page import Listing

SELDOM = frozenset({Tab.PAUSED})  # drawn when it has anybody, or is open


def tabs(listing: Listing, numbers: dict[str, int] | None = None) -> list[dict[str, Any]]:
    """What components/tabs.html draws; without numbers while they are being fetched."""
    current = listing.chosen(STANDING)
    link = reverse(ROSTER.list_url)
    return [
        {
            "label": tab.label,
            "url": f"{link}?{listing.query(standing=tab.value, cursor=None)}",
            "current": tab == current,
            "count": None if numbers is None else f"{numbers[tab]:,}",
        }
        for tab in Tab
        if tab == current or tab not in SELDOM or (numbers and numbers[tab])
    ]


def numbers(listing: Listing) -> dict[str, int] | None:
    """By tab: how many match the list's other conditions on its day; None if it asks nonsense."""
    params = listing.params.copy()
    params[STANDING.name] = Tab.ALL
    every = Listing(ROSTER, listing.viewer, params)
    status = "status_then" if is_past(every.on) else "status"
    try:
        rows = every.rows.order_by().values_list(status)
    except Invalid:
        return None
    counted = Counter(dict(rows.annotate(n=Count("pk"))))
    return {tab: sum(counted[status] for status in STATUSES[tab]) for tab in Tab}
