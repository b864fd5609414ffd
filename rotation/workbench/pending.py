"""Work of the front line that waits for the viewer: batches, sheets of appraisal."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

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
    if roles_of(viewer) & KEEPERS:
        rows = Batch.objects.visible_to(viewer, acting_as=KEEPERS).filter(state__in=UNDER_WAY)
        return Waiting("一线锻炼", rows.count(), "个批次在办", _batches(UNDER_WAY, _region(viewer)))
    rows = Batch.objects.visible_to(viewer).filter(state=BatchState.ANNOUNCED)
    return Waiting("一线锻炼", rows.count(), "个批次正在报名", _batches([BatchState.ANNOUNCED]))


def _batches(states: Collection[BatchState], region: str = "") -> str:
    """The list with the batches that are counted."""
    query: dict[str, Any] = {"state": [state.value for state in states]}
    if region:
        query["unit"] = region
    return f"{reverse('frontline:list')}?{urlencode(query, doseq=True)}"


def _region(viewer: Viewer) -> str:
    """The key of the region whose department the viewer is; a county sees batches of the city."""
    paths = {scope.path for scope in viewer.scopes if scope.role in KEEPERS}
    return paths.pop().strip("/").rpartition("/")[2] if len(paths) == 1 else ""


def appraisals(viewer: Viewer) -> Waiting | None:
    """Sheets of appraisal of which it is the viewer's turn."""
    rows = Appraisal.objects.visible_to(viewer).waiting_for(viewer)
    return Waiting(
        "锻炼鉴定", rows.count(), "份待填写", f"{reverse('appraisals:list')}?standing=mine"
    )
