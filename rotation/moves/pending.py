"""What of rotation plans waits: opinions of units, and decisions of departments."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from core.scoping import Viewer, roles_of
from core.shell.pending import Waiting
from rotation.choices import MoveState, PlanState
from rotation.moves.models import Consultation, PlannedMove, RotationPlan
from rotation.moves.querysets import ANSWERERS, DEPARTMENTS


def opinions(viewer: Viewer) -> Waiting | None:
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
    return Waiting("轮岗征求意见", rows.count(), "项待答复", url, is_red=late)


def decisions(viewer: Viewer) -> Waiting | None:
    """Moves that can be decided: every unit has answered, or its time is over."""
    plans = RotationPlan.objects.visible_to(viewer, acting_as=DEPARTMENTS.keys())
    plans = plans.filter(state=PlanState.CONSULTING)
    asked = Consultation.objects.filter(move=OuterRef("pk"))
    over = Q(plan__answer_by__lt=timezone.localdate())
    rows = PlannedMove.objects.visible_to(viewer, acting_as=DEPARTMENTS.keys())
    rows = rows.filter(plan__in=plans.order_by().values("pk"), state=MoveState.PROPOSED)
    rows = rows.filter(Exists(asked), over | ~Exists(asked.filter(opinion="")))
    url = f"{reverse('moves:moves')}?state={MoveState.PROPOSED}"
    return Waiting("轮岗交流", rows.count(), "项待决定", url)
