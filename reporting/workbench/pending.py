"""Annual reports that wait for the viewer: to be written, to be looked at."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from cadres.people.querysets import KEEPERS
from core.scoping import Viewer, roles_of
from core.shell.pending import Waiting
from reporting.annual.choices import ReportState
from reporting.annual.flow import WRITERS
from reporting.annual.models import AnnualReport
from reporting.annual.turns import reviewing, writing

LABEL = "年度报告"


def reviews(viewer: Viewer) -> Waiting | None:
    """Filed reports that the department has to accept or return."""
    if not roles_of(viewer) & KEEPERS:
        return None
    rows = AnnualReport.objects.visible_to(viewer).filter(reviewing(viewer))
    url = f"{reverse('annual:list')}?standing=mine&state={ReportState.FILED}"
    return Waiting(LABEL, rows.count(), "份待审核", url)


def reports(viewer: Viewer) -> Waiting | None:
    """The unit's own reports that are not filed."""
    if not roles_of(viewer) & WRITERS:
        return None
    rows = AnnualReport.objects.visible_to(viewer).filter(writing(viewer))
    found = list(rows.values_list("pk", "state", "due_on", "refile_by"))
    if not found:
        return None
    url = f"{reverse('annual:list')}?standing=mine"
    returned = sum(state == ReportState.RETURNED for _, state, *_ in found)
    measure = f"份待上报，其中退回 {returned} 份" if returned else "份待上报"
    days = [again or due for *_, due, again in found]
    if len(found) == 1:
        url = reverse("annual:edit", args=[found[0][0]])
    return Waiting(LABEL, len(found), measure, url, is_red=min(days) < timezone.localdate())
