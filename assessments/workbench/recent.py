"""Talks that were recorded: for the feed of the workbench, by day."""

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
    """How many were recorded on a day, and by how many units."""
    rows = Talk.objects.visible_to(viewer).standing()
    rows = rows.filter(entered_at__gte=since, entered_at__lte=timezone.now()).order_by()
    rows = rows.values(day=TruncDate("entered_at")).annotate(
        n=Count("pk"),
        units=Count("unit", distinct=True),
        name=Max("unit__short_name"),
        at=Max("entered_at"),
    )
    return [
        Change(
            at=row["at"],
            label=row["name"] if row["units"] == 1 else f"{row['units']} 个单位",
            url=reverse("talks:list"),
            text=f"登记了 {row['n']} 次谈心谈话",
        )
        for row in rows.order_by("-at")[: min(most, SHARE)]
    ]
