"""Work of the front line that waits for the viewer: batches, sheets of appraisal."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from cadres.people.querysets import KEEPERS
from core.choices import Role
from core.scoping import NOTHING, Viewer, roles_of, subtree
from core.shell.pending import Waiting
from rotation.appraisals.models import Appraisal
from rotation.choices import AppraisalState, BatchState
from rotation.frontline.models import Batch
from rotation.postings.querysets import RowOfPostingQuerySet

UNDER_WAY = (BatchState.ANNOUNCED, BatchState.SELECTING, BatchState.DECIDED)
UNITS = frozenset({Role.UNIT_SECRETARY, Role.UNIT_CLERK})


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
    """Sheets that lie on one of the viewer's desks."""
    rows = Appraisal.objects.filter(RowOfPostingQuerySet.opened_to(viewer), _on_desks_of(viewer))
    return Waiting("锻炼鉴定", rows.count(), "份待填写", reverse("appraisals:list"))


def _on_desks_of(viewer: Viewer) -> Q:
    """As the host unit, as the sending unit, as the department."""
    mine = NOTHING
    for scope in viewer.scopes:
        if scope.role in UNITS:
            mine |= Q(state=AppraisalState.HOST) & subtree("posting__unit__path", scope)
            mine |= Q(state=AppraisalState.SENDER) & subtree("posting__sending_unit__path", scope)
        elif scope.role in KEEPERS:
            mine |= Q(state=AppraisalState.DEPARTMENT) & subtree("posting__cadre__unit_path", scope)
    return mine
