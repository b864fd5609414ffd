"""Who is out at the front line, those first whose term is over or soon will be: one statement."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, Window
from django.http import HttpRequest
from django.urls import reverse

from core.shell.panels import OFFICES, Filling, Panel
from policy.parameters.figures import Missing, in_force
from policy.workbench.groups import light_by_dates, words_by_date
from rotation.postings.models import Posting
from rotation.workbench.figures import ReturnFigures

MOST = 6


def away(request: HttpRequest, on: date) -> Filling:
    """The next to return; the counts above are of everybody out in the viewer's scope."""
    soon = on + timedelta(days=_days(on))
    rows = Posting.objects.visible_to(request.user).away().running(on)
    rows = rows.filter(ended_on__isnull=True).order_by("until", "pk")
    everybody: dict[str, Any] = {
        "out": Window(Count("pk")),
        "soon": Window(Count("pk", filter=Q(until__range=(on, soon)))),
        "over": Window(Count("pk", filter=Q(until__lt=on))),
    }
    found = list(
        rows.annotate(**everybody).values(
            "pk", "title", "until", *everybody,
            name=F("cadre__name"), host=F("unit__short_name"),
        )[:MOST]
    )  # fmt: skip
    if not found:
        return None
    first = found[0]
    return {
        "tally": [line for line in _tally(first) if line["count"]],
        "lines": [_line(row, on, soon) for row in found],
        "more": first["out"] - len(found),
    }


def _days(on: date) -> int:
    try:
        return in_force(ReturnFigures, on).days
    except Missing:
        return 0


def _tally(row: dict[str, Any]) -> list[dict[str, Any]]:
    url = reverse("postings:list")
    return [
        {"light": "red", "label": "期满未归", "count": row["over"], "url": f"{url}?tab=over"},
        {"light": "yellow", "label": "将返回", "count": row["soon"], "url": f"{url}?tab=soon"},
        {"light": "none", "label": "在外", "count": row["out"], "url": f"{url}?tab=away"},
    ]


def _line(row: dict[str, Any], on: date, soon: date) -> dict[str, Any]:
    return {
        "light": light_by_dates(row["until"], min(row["until"], on) if row["until"] <= soon else soon + timedelta(days=1), on),
        "words": words_by_date(row["until"], on),
        "name": row["name"],
        "post": f"{row['host']}{row['title']}",
        "until": row["until"],
        "url": reverse("postings:detail", args=[row["pk"]]),
    }


AWAY = Panel("workbench/away.html", away, OFFICES, aside=True)
