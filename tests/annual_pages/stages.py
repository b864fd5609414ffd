"""Reports in each state, for whoever looks at every page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from reporting.annual import services
from reporting.annual.models import AnnualReport
from tests.annual_pages.making import BUREAU, filed, fresh, opened, returned


def reports_of(world: Any) -> dict[str, int]:
    """Of the bureau: a draft, one filed, one filed twice and accepted; of another: one filed."""
    on = timezone.localdate()
    now = opened(world, on)
    before, earlier = opened(world, on, on.year - 1), opened(world, on, on.year - 2)
    again = returned(world, before[BUREAU], on=on)
    again.comments.update(answer="已逐条写明。")
    again.passages.filter(part=5).update(text="问题一：谈话不够深入。")
    again = filed(world, again, on)
    services.accept(actor=world.city, report=again, seen=again.version, on=on)
    return {
        "report_draft": now[BUREAU].pk,
        "report_filed": commented(world, filed(world, now["市科技局"], on)).pk,
        "report_accepted": again.pk,
        "report_own": filed(world, earlier[BUREAU], on).pk,
    }


def commented(world: Any, report: AnnualReport) -> AnnualReport:
    """With something said of a part."""
    on = timezone.localdate()
    services.comment(actor=world.city, report=report, cell="part:5", words="请逐条写清楚。", on=on)
    return fresh(report)
