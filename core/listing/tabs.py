"""The tabs above a list, with their numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, TextChoices
from django.urls import reverse

from core.errors import Invalid
from core.listing.entity import Entity
from core.listing.filters import Condition
from core.listing.page import Listing


def tabs_of(
    listing: Listing,
    entity: Entity,
    condition: Condition,
    tabs: Iterable[TextChoices],
    numbers: dict[str, int],
) -> list[dict[str, Any]]:
    """What components/tabs.html draws: a tab a value of the condition."""
    link, current = reverse(entity.list_url), listing.chosen(condition)
    return [
        {
            "label": tab.label,
            "url": f"{link}?{listing.query(**{condition.name: tab.value}, cursor=None)}",
            "current": tab == current,
            "count": f"{numbers[tab]:,}" if tab in numbers else None,
        }
        for tab in tabs
    ]


def numbers_of(
    listing: Listing, entity: Entity, condition: Condition, widest: str, **counts: Count
) -> dict[str, int]:
    """By tab, in one statement over the widest; nothing if the list asks nonsense."""
    params = listing.params.copy()
    params[condition.name] = widest
    try:
        rows = Listing(entity, listing.viewer, params).rows.order_by()
    except Invalid:
        return {}
    return rows.aggregate(**counts)
