"""The tabs of the list of duties: by light, with how many of what was asked are still owed."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count
from django.urls import reverse

from core.errors import Invalid
from core.listing.page import Listing
from core.scoping import roles_of
from policy.duties.choices import Light
from policy.duties.entities import ALL, DUE, DUTIES, MINE, OWNER, TAB, UNFINISHED
from policy.duties.querysets import OWES_AS
from policy.duties.rule import rules_of

NAMES = ((DUE, "应办"), *((light.value, str(light.label)) for light in Light), (ALL, "全部"))


def tabs(listing: Listing) -> list[dict[str, Any]]:
    """What components/tabs.html draws; one statement counts. What is finished is not counted."""
    counts, mine = _counts(listing)
    chosen, is_mine = listing.chosen(TAB), listing.chosen(OWNER) == MINE
    found = [
        _tab(listing, label, tab == chosen and not is_mine, counts.get(tab), tab=tab, mine=None)
        for tab, label in NAMES
    ]
    if mine is not None:
        found.insert(0, _tab(listing, "我的", is_mine, mine, tab=None, mine=MINE))
    for item, (tab, _label) in zip(found[-len(NAMES) :], NAMES, strict=True):
        item["is_red"] = tab == Light.OVERDUE and bool(counts.get(tab))
    return found


def _tab(
    listing: Listing, label: str, current: bool, count: int | None, **query: str | None
) -> dict[str, Any]:
    address = f"{reverse(DUTIES.list_url)}?{listing.query(cursor=None, **query)}"
    said = None if count is None else f"{count:,}"
    return {"label": label, "url": address, "current": current, "count": said}


def _counts(listing: Listing) -> tuple[dict[str, int], int | None]:
    """By tab, and the viewer's own; None where no rule makes him owe anything."""
    params = listing.params.copy()
    params[TAB.name] = DUE
    params.pop(OWNER.name, None)
    owes = bool(rules_of({OWES_AS.get(role, role) for role in roles_of(listing.viewer)}))
    keys = ("light", "is_mine") if owes else ("light",)
    try:
        rows = Listing(DUTIES, listing.viewer, params).rows.order_by()
        counted = list(rows.values(*keys).annotate(n=Count("*")).values_list(*keys, "n"))
    except Invalid:
        return {}, None
    by_light: Counter[str] = Counter()
    mine = 0
    for light, *own, count in counted:
        by_light[light] += count
        mine += count if own == [True] else 0
    found = {light.value: by_light[light] for light in UNFINISHED} | {DUE: by_light.total()}
    return found, mine if owes else None
