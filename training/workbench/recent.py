"""Rounds of mentoring that began: for the feed of the workbench."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core.scoping import Viewer
from core.shell.recent import Change, midnight
from training.mentoring.models import Mentorship

SHARE = 3  # of the feed


def pairings(viewer: Viewer, since: datetime, most: int) -> list[Change]:
    """Who was given which mentor."""
    day, today = timezone.localtime(since).date(), timezone.localdate()
    rows = Mentorship.objects.visible_to(viewer).filter(Q(since__range=(day, today)))
    rows = rows.select_related("cadre", "mentor").order_by("-since", "-pk")
    return [
        Change(
            at=midnight(row.since),
            label=f"{row.mentor.name}帮带{row.cadre.name}",
            url=reverse("mentoring:detail", args=[row.pk]),
            text="　新一轮帮带开始",
        )
        for row in rows[: min(most, SHARE)]
    ]
