"""Reports that were filed, returned and accepted: for the feed of the workbench, by day."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, F, Max
from django.urls import reverse
from django.utils import timezone

from core.scoping import Viewer
from core.shell.recent import Change
from reporting.annual.choices import ReportVerb
from reporting.annual.models import ReportStep

SHARE = 4  # of the feed
SAID = {
    ReportVerb.FILE: "上报了年度报告",
    ReportVerb.RETURN: "的年度报告已退回",
    ReportVerb.ACCEPT: "的年度报告已接收",
}


def steps(viewer: Viewer, since: datetime, most: int) -> list[Change]:
    """What was done on a day, with how many reports; one alone leads to itself."""
    rows = ReportStep.objects.visible_to(viewer).filter(verb__in=SAID)
    rows = rows.filter(done_at__gte=since, done_at__lte=timezone.now()).order_by()
    found = rows.values("verb", "on").annotate(
        n=Count("report", distinct=True),
        at=Max("done_at"),
        name=Max("report__unit__short_name"),
        report=Max(F("report_id")),
    )
    return [
        Change(
            at=row["at"],
            label=row["name"] if row["n"] == 1 else f"{row['n']} 个单位",
            url=reverse("annual:detail", args=[row["report"]])
            if row["n"] == 1
            else reverse("annual:list"),
            text=SAID[ReportVerb(row["verb"])],
        )
        for row in found.order_by("-at")[: min(most, SHARE)]
    ]
