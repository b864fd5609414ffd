"""The tabs of the list with their numbers."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.urls import reverse

from core.errors import Invalid
from core.listing.page import Listing
from rotation.postings.entities import OUT, POSTINGS, STANDING, State, Tab
from rotation.postings.returning import said


def tabs(listing: Listing) -> list[dict[str, Any]]:
    """What components/tabs.html draws."""
    counted = _numbers(listing)
    link, current = reverse(POSTINGS.list_url), listing.chosen(STANDING)
    return [
        {
            "label": said(listing.on) if tab == Tab.SOON else tab.label,
            "url": f"{link}?{listing.query(standing=tab.value, cursor=None)}",
            "current": tab == current,
            "count": f"{counted[tab]:,}" if tab in counted else None,
            "is_red": tab == Tab.OVERDUE and bool(counted.get(tab)),
        }
        for tab in Tab
    ]


def _numbers(listing: Listing) -> dict[str, int]:
    """By tab, by one statement; nothing if the list asks nonsense. What is over is not counted."""
    params = listing.params.copy()
    params[STANDING.name] = Tab.ALL
    try:
        rows = Listing(POSTINGS, listing.viewer, params).rows
        rows = rows.exclude(state=State.ENDED).order_by().values_list("state")
    except Invalid:
        return {}
    by_state: dict[str, int] = dict(rows.annotate(n=Count("pk")))
    return {
        Tab.HELD: by_state.get(State.HELD, 0),
        Tab.AWAY: sum(by_state.get(state, 0) for state in OUT),
        Tab.SOON: by_state.get(State.SOON, 0),
        Tab.OVERDUE: by_state.get(State.OVERDUE, 0),
    }
