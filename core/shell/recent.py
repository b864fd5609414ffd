"""The feed of the workbench: what changed in one's scope since one was here last.

`config/workbench.py` lists its sources by name; each is a function `(viewer, since, most)` that
answers with at most so many changes, the latest first, from rows in the viewer's scope alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.module_loading import import_string

from core.scoping import Viewer
from core.shell.panels import OFFICES, Filling, Panel

MOST = 8
AT_LEAST = timedelta(days=7)  # whoever was here this morning still wants to see the week


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `label` is linked to `url` and stands before `text`."""

    at: datetime
    label: str
    url: str
    text: str


Source = Callable[[Viewer, datetime, int], list[Change]]


@lru_cache(maxsize=1)
def sources() -> tuple[Source, ...]:
    """Every source of the feed."""
    return tuple(import_string(name) for name in settings.RECENT)


def recent(request: HttpRequest, on: date) -> Filling:
    """The latest changes of all sources."""
    since, visited = _since(request)
    found = [change for source in sources() for change in source(request.user, since, MOST)]
    found.sort(key=lambda change: change.at, reverse=True)
    items = [
        {"when": when(change.at, on), "label": change.label, "url": change.url, "text": change.text}
        for change in found[:MOST]
    ]
    return {"items": items, "since": visited}


def _since(request: HttpRequest) -> tuple[datetime, str]:
    """The day to look back to, and how to say so."""
    week = timezone.now() - AT_LEAST
    previous = parse_datetime(request.session.get("previous_login", ""))
    if previous is None:
        return week, "最近 7 天"
    previous = timezone.make_aware(previous) if timezone.is_naive(previous) else previous
    return (previous, "上次登录以来") if previous < week else (week, "最近 7 天")


def when(at: datetime, on: date) -> str:
    """今天 09:42, 昨天 17:20, 11-20 16:08; without the hour where only the day is known."""
    local = timezone.localtime(at)
    days = (on - local.date()).days
    day = {0: "今天", 1: "昨天"}.get(days, f"{local:%m-%d}")
    return day if local.time() == time(0) else f"{day} {local:%H:%M}"


def midnight(day: date) -> datetime:
    """A day as a moment, for changes of which only the day is known."""
    return timezone.make_aware(datetime.combine(day, time(0)))


FEED = Panel("shell/panels/recent.html", recent, OFFICES, aside=True)
