"""Work of the front line that waits for the viewer: batches, sheets of appraisal."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from cadres.people.querysets import KEEPERS
from core.scoping import Viewer, roles_of
from core.shell.pending import Waiting, Work
from rotation.appraisals.models import Appraisal
from rotation.choices import BatchState
from rotation.frontline.flow import EVERY_OFFICE
from rotation.frontline.models import Batch
from rotation.postings.models import Arrangement

UNDER_WAY = (BatchState.ANNOUNCED, BatchState.SELECTING, BatchState.DECIDED)


def batches(viewer: Viewer) -> Work | None:
    """Batches that the department has to bring on their way."""
    if not roles_of(viewer) & KEEPERS:
        return None
    rows = Batch.objects.visible_to(viewer, acting_as=KEEPERS).filter(state__in=UNDER_WAY)
    return Work(rows, "一线锻炼", "个批次在办", _batches(UNDER_WAY, _region(viewer)))


def announced(viewer: Viewer) -> Waiting | None:
    """Batches of departments above that people can be put forward for, until the last day."""
    if not roles_of(viewer) & EVERY_OFFICE:
        return None
    on = timezone.localdate()
    rows = Batch.objects.applied_to_by(viewer, on).order_by("apply_by", "pk")
    found = list(rows.values_list("pk", "apply_by"))
    if not found:
        return None
    (pk, day), url = found[0], reverse("frontline:list")
    url += f"?state={BatchState.ANNOUNCED}&apply_by_after={on}"
    if len(found) == 1:
        url = reverse("frontline:detail", args=[pk])
        return Waiting("一线锻炼报名", 1, f"个批次正在报名，{day} 截止", url)
    return Waiting("一线锻炼报名", len(found), f"个批次正在报名，最早 {day} 截止", url)


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


def appraisals(viewer: Viewer) -> Work:
    """Sheets of appraisal of which it is the viewer's turn."""
    rows = Appraisal.objects.visible_to(viewer).waiting_for(viewer)
    url = f"{reverse('appraisals:list')}?standing=mine"
    return Work(rows, "锻炼鉴定", "份待填写", url)


def returns(viewer: Viewer) -> Work | None:
    """People who are away and of whom their units have said what comes after."""
    if not roles_of(viewer) & KEEPERS:
        return None
    rows = Arrangement.objects.visible_to(viewer, acting_as=KEEPERS)
    rows = rows.filter(posting__ended_on=None)
    url = f"{reverse('postings:list')}?standing=away&is_arranged=true"
    return Work(rows, "锻炼返回", "人已报返回安排", url)
