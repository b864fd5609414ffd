"""What of rotation plans waits: opinions of units, and decisions of departments."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from core.scoping import Viewer, roles_of
from core.shell.pending import Work
from rotation.choices import PlanState
from rotation.moves.decidable import can_be_decided
from rotation.moves.models import Consultation, PlannedMove
from rotation.moves.querysets import ANSWERERS, DEPARTMENTS


def opinions(viewer: Viewer) -> Work | None:
    """Questions that the viewer's units have not answered; red when their time is over.

    A department is not asked for answers that it only writes down.
    """
    roles = ANSWERERS - frozenset(DEPARTMENTS)
    if not roles & roles_of(viewer):
        return None
    rows = Consultation.objects.visible_to(viewer, acting_as=roles)
    rows = rows.filter(opinion="", move__plan__state=PlanState.CONSULTING)
    late = rows.filter(move__plan__answer_by__lt=timezone.localdate()).exists()
    url = f"{reverse('moves:moves')}?waits=true"
    return Work(rows, "轮岗征求意见", "项待答复", url, is_red=late)


def decisions(viewer: Viewer) -> Work:
    """Moves that can be decided: every unit has answered, or its time is over."""
    rows = PlannedMove.objects.visible_to(viewer, acting_as=DEPARTMENTS.keys())
    rows = rows.filter(can_be_decided(timezone.localdate()))
    url = f"{reverse('moves:moves')}?decidable=true"
    return Work(rows, "轮岗交流", "项待决定", url)
