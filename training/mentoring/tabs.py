"""The tabs of the list with their numbers, and who is still without a mentor."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse

from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.errors import Invalid
from core.listing.page import Listing
from core.scoping import Viewer
from training.mentoring.entities import MENTORSHIPS, STANDING, Tab
from training.mentoring.mentors import pairable
from training.mentoring.models import Mentorship


def unpaired(viewer: Viewer, on: date) -> QuerySet[Cadre, Cadre]:
    """People on the roster today without an open round, whom the viewer may pair."""
    rounds = Mentorship.objects.open().filter(cadre=OuterRef("pk"))
    listed = RosterEntry.objects.on_roster(on).values("cadre")
    return pairable(viewer).filter(~Exists(rounds), pk__in=listed)


def tabs(listing: Listing) -> list[dict[str, Any]]:
    """What components/tabs.html draws; 未落实 leads to the page that pairs them."""
    counted = _numbers(listing)
    link, current = reverse(MENTORSHIPS.list_url), listing.chosen(STANDING)
    found = [
        {
            "label": tab.label,
            "url": f"{link}?{listing.query(standing=tab.value, cursor=None)}",
            "current": tab == current,
            "count": f"{counted[tab]:,}" if tab in counted else None,
            "is_red": tab in (Tab.FULL, Tab.BROKEN) and bool(counted.get(tab)),
        }
        for tab in Tab
    ]
    missing = unpaired(listing.viewer, listing.on).order_by().count()
    unit = listing.params.get("unit", "")
    more = f"?unit={unit}" if unit.isdecimal() else ""
    last = {
        "label": "未落实",
        "url": reverse("mentoring:pairing") + more,
        "current": False,
        "count": f"{missing:,}",
        "is_red": bool(missing),
    }
    return [last, *found] if missing else found


def _numbers(listing: Listing) -> dict[str, int]:
    """By tab, by one statement; nothing if the list asks nonsense. What is over is not counted."""
    params = listing.params.copy()
    params[STANDING.name] = Tab.OPEN
    try:
        rows = Listing(MENTORSHIPS, listing.viewer, params).rows.order_by().values_list("state")
    except Invalid:
        return {}
    by_state = dict(rows.annotate(n=Count("pk")))
    by_tab = {str(tab): by_state.get(tab, 0) for tab in Tab if tab not in (Tab.ENDED, Tab.ALL)}
    return by_tab | {Tab.OPEN: sum(by_state.values())}
