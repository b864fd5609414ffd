"""Who is out at the front line, those first whose term is over or soon will be: one statement."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, F, Q, Window
from django.http import HttpRequest
from django.urls import reverse

from core.shell.panels import OFFICES, Filling, Panel
from policy.workbench.groups import words_by_date
from rotation.postings.entities import Tab
from rotation.postings.models import Posting
from rotation.postings.returning import return_days, soon_until

MOST = 6


def away(request: HttpRequest, on: date) -> Filling:
    """The next to return; the counts are of everybody out within the viewer's reach, or sent to it.

    Whoever is out on the day of `until` is over his term.
    """
    rows = Posting.objects.visible_to(request.user).away().running(on).order_by("until", "pk")
    everybody: dict[str, Any] = {
        Tab.AWAY.value: Window(Count("pk")),
        Tab.SOON.value: Window(Count("pk", filter=Q(until__gt=on, until__lte=F("near")))),
        Tab.OVERDUE.value: Window(Count("pk", filter=Q(until__lte=on))),
    }
    names = {"name": F("cadre__name"), "host": F("unit__short_name"), "ahead": return_days(on)}
    rows = rows.annotate(near=soon_until(on)).annotate(**everybody)
    found = rows.values("pk", "title", "until", "near", *everybody, **names)[:MOST]
    lines = list(found)
    if not lines:
        return None
    return {
        "tally": [line for line in _tally(lines[0]) if line["count"]],
        "lines": [_line(row, on) for row in lines],
        "more": lines[0][Tab.AWAY.value] - len(lines),
        "all": _tab(Tab.AWAY),
    }


def _tally(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Red, yellow, all; each opens the people behind it."""
    soon = f"{row['ahead']} 天内返回"
    shown = (
        (Tab.OVERDUE, "red", Tab.OVERDUE.label),
        (Tab.SOON, "yellow", soon),
        (Tab.AWAY, "none", Tab.AWAY.label),
    )
    return [
        {"light": light, "label": label, "count": row[tab.value], "url": _tab(tab)}
        for tab, light, label in shown
    ]


def _tab(tab: Tab) -> str:
    return f"{reverse('postings:list')}?standing={tab.value}"


def _line(row: dict[str, Any], on: date) -> dict[str, Any]:
    until = row["until"]
    return {
        "light": "red" if until <= on else "yellow" if until <= row["near"] else "none",
        "words": words_by_date(until, on),
        "name": row["name"],
        "post": f"{row['host']}{row['title']}",
        "until": until,
        "url": reverse("postings:detail", args=[row["pk"]]),
    }


AWAY = Panel("workbench/away.html", away, OFFICES, aside=True)
