"""What of people's files waits for the viewer: requests, errors, imports, batches of intake."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from cadres.changes.models import ChangeRequest
from cadres.checks.models import Finding
from cadres.checks.standing import counting
from cadres.importing.models import BatchState, ImportBatch
from cadres.intake.choices import BatchState as IntakeState
from cadres.intake.models import IntakeBatch
from cadres.people.querysets import KEEPERS
from core.scoping import Viewer, roles_of
from core.shell.pending import Work

UNDER_WAY = (
    IntakeState.OPEN, IntakeState.TESTING, IntakeState.INSPECTING, IntakeState.RANKING,
)  # fmt: skip


def changes(viewer: Viewer) -> Work:
    """Requests that the department decides."""
    rows = ChangeRequest.objects.visible_to(viewer, acting_as=KEEPERS).pending()
    return Work(rows, "变更审核", "件待审核", reverse("changes:list"), of_one="changes:detail")


def errors(viewer: Viewer) -> Work:
    """Errors that keep a unit from filing."""
    rows = counting(Finding.objects.visible_to(viewer).errors(), timezone.localdate())
    url = f"{reverse('checks:people')}?severity=error"
    return Work(rows, "校核错误", "处", url, is_red=True)


def imports(viewer: Viewer) -> Work:
    """Imports that were looked through and wait to be written."""
    rows = ImportBatch.objects.visible_to(viewer).filter(state=BatchState.CHECKED)
    return Work(rows, "导入", "批待确认", reverse("imports:list"))


def intake(viewer: Viewer) -> Work:
    """Batches of intake under way; a unit proposes while one is open."""
    rows = IntakeBatch.objects.visible_to(viewer)
    if roles_of(viewer) & KEEPERS:
        rows = rows.visible_to(viewer, acting_as=KEEPERS).filter(state__in=UNDER_WAY)
        return Work(rows, "选拔储备", "批次在办", reverse("intake:list"))
    rows = rows.filter(state=IntakeState.OPEN)
    return Work(rows, "选拔储备", "批次正在报名", reverse("intake:list"))
