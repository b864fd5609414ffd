"""Which moves the department can decide now."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from rotation.choices import MoveState, PlanState
from rotation.moves.models import Consultation


def can_be_decided(on: date) -> Q:
    """Proposed moves of a plan in consultation: every unit has answered, or its time is over."""
    asked = Consultation.objects.filter(move=OuterRef("pk"))
    over = Q(plan__answer_by__lt=on)
    answered = over | ~Exists(asked.filter(opinion=""))
    return Q(Exists(asked), answered, plan__state=PlanState.CONSULTING, state=MoveState.PROPOSED)
