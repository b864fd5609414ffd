"""The tabs above the lists of talks and concerns."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from assessments.choices import ConcernState
from assessments.concerns.entities import OPEN, STANDING
from assessments.concerns.models import Concern
from assessments.talks.entities import WHICH
from assessments.talks.guards import RULE
from assessments.talks.services import may_record
from core.listing.paging import COUNT_LIMIT, capped
from policy.duties.models import Duty

Tabs = list[dict[str, Any]]


def talk_tabs(request: HttpRequest) -> Tabs:
    """本季度, 全部, 已作废; for the offices who is owed one, with its number."""
    chosen = request.GET.get("which") or WHICH.default
    names = ["standing", "quarter"]
    is_office = may_record(request.user)
    if is_office:
        names.append("voided")
    tabs = [
        {
            "label": WHICH.options[name],
            "url": f"?{urlencode({'which': name})}",
            "current": name == chosen,
        }
        for name in names
    ]
    if is_office:
        duties = Duty.objects.visible_to(request.user).filter(rule=RULE)
        owed = capped(duties.open().unfinished(timezone.localdate())).count()
        count = f"{COUNT_LIMIT:,}+" if owed > COUNT_LIMIT else owed or ""
        query = urlencode({"rule": RULE})
        tabs.append({"label": "欠谈", "url": f"{reverse('duties:list')}?{query}", "count": count})
    return tabs


def concern_tabs(request: HttpRequest) -> Tabs:
    """In hand, each state with its number, all."""
    chosen = request.GET.get("standing") or OPEN
    rows = Concern.objects.visible_to(request.user).standing().order_by()
    numbers = dict(rows.values_list("state").annotate(n=Count("pk")))
    counts: dict[str, Any] = {state: numbers.get(state, 0) for state in ConcernState}
    counts[OPEN] = sum(counts.values()) - counts[ConcernState.CLOSED]
    return [
        {
            "label": label,
            "url": f"?{urlencode({'standing': name})}",
            "current": name == chosen,
            "count": counts.get(name) or "",
        }
        for name, label in STANDING.options.items()
    ]
