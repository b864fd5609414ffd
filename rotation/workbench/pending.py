"""Work of the front line that waits for the viewer: batches, sheets of appraisal."""

from __future__ import annotations

from django.urls import reverse

from cadres.people.querysets import KEEPERS
from core.scoping import Viewer, roles_of
from core.shell.pending import Waiting
from rotation.appraisals.models import Appraisal
from rotation.choices import BatchState
from rotation.frontline.models import Batch

UNDER_WAY = (BatchState.ANNOUNCED, BatchState.SELECTING, BatchState.DECIDED)


def batches(viewer: Viewer) -> Waiting | None:
    """Batches that the department has to bring on their way; those a unit may put people forward
    for."""
    url = reverse("frontline:list")
    if roles_of(viewer) & KEEPERS:
        rows = Batch.objects.visible_to(viewer, acting_as=KEEPERS).filter(state__in=UNDER_WAY)
        return Waiting("一线锻炼", rows.count(), "批次在办", url)
    rows = Batch.objects.visible_to(viewer).filter(state=BatchState.ANNOUNCED)
    return Waiting("一线锻炼", rows.count(), "批次正在报名", url)


def appraisals(viewer: Viewer) -> Waiting | None:
    """Sheets of appraisal of which it is the viewer's turn."""
    rows = Appraisal.objects.visible_to(viewer).waiting_for(viewer)
    return Waiting(
        "锻炼鉴定", rows.count(), "份待填写", f"{reverse('appraisals:list')}?standing=mine"
    )
