"""Talks that were recorded: for the feed of the workbench, by unit and day."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Max
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone

from assessments.talks.models import Talk
from core.scoping import Viewer
from core.shell.recent import Change

SHARE = 4  # of the feed


def talks(viewer: Viewer, since: datetime, most: int) -> list[Change]:
    """How many a unit recorded on a day."""
    rows = Talk.objects.visible_to(viewer).standing()
    rows = rows.filter(entered_at__gte=since, entered_at__lte=timezone.now()).order_by()
    rows = rows.values("unit_id", "unit__short_name", day=TruncDate("entered_at"))
    rows = rows.annotate(n=Count("pk"), at=Max("entered_at")).order_by("-at")
    return [
        Change(
            at=row["at"],
            label=row["unit__short_name"],
            url=f"{reverse('talks:list')}?unit={row['unit_id']}",
            text=f"登记了 {row['n']} 次谈心谈话",
        )
        for row in rows[: min(most, SHARE)]
    ]
