"""What the page of one move tells whom: reasons, answers, the decision, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from cadres.people.models import Cadre
from core.accounts.models import User
from rotation.choices import MoveState, PlanState
from rotation.moves.flow import PLAN_FLOW, PlanVerb
from rotation.moves.models import Consultation, PlannedMove
from rotation.moves.querysets import ANSWERERS
from rotation.moves.services.carrying_out import taken_back
from rotation.postings.models import Posting


@dataclass
class Told:
    """One move before one viewer; `is_kept`: he keeps its plan."""

    move: PlannedMove
    viewer: User
    is_kept: bool

    @cached_property
    def sees_person(self) -> bool:
        """Whether the person's file is open to him: a receiving unit's is not."""
        people = Cadre.objects.visible_to(self.viewer, acting_as=ANSWERERS)
        return people.filter(pk=self.move.cadre_id).exists()

    @cached_property
    def reasons(self) -> list[dict[str, Any]]:
        """Why, as it stood when he was proposed; for the department and his own unit."""
        return self.move.reasons if self.is_kept or self.sees_person else []

    @cached_property
    def is_decided(self) -> bool:
        """Whether units may hear what was decided."""
        return self.move.plan.state in (PlanState.DECIDED, PlanState.CLOSED)

    @property
    def state(self) -> MoveState:
        """The state, as far as he may know."""
        known = self.is_kept or self.is_decided
        return MoveState(self.move.state) if known else MoveState.PROPOSED

    @cached_property
    def consultations(self) -> list[Consultation]:
        """What was asked of whom: a unit sees its own question and answer."""
        rows = Consultation.objects.visible_to(self.viewer).filter(move=self.move)
        return list(rows.select_related("unit", "answered_by").order_by("side"))

    @cached_property
    def answerable(self) -> frozenset[int]:
        """The questions that he may answer now."""
        open_now = self.move.plan.state == PlanState.CONSULTING
        if not open_now or self.move.state == MoveState.DONE:
            return frozenset()
        rows = Consultation.objects.visible_to(self.viewer, acting_as=ANSWERERS)
        return frozenset(rows.filter(move=self.move).values_list("pk", flat=True))

    @cached_property
    def asked(self) -> list[tuple[Consultation, bool]]:
        """Each question, and whether he may answer it."""
        return [(one, one.pk in self.answerable) for one in self.consultations]

    @property
    def is_lost(self) -> bool:
        """Whether the posting that carried it out was taken back."""
        posting = self.move.posting
        return self.move.state == MoveState.DONE and (posting is None or taken_back(posting))

    @cached_property
    def posting(self) -> Posting | None:
        """The posting that came of it, if he may see it."""
        if self.move.posting_id is None:
            return None
        return Posting.objects.visible_to(self.viewer).filter(pk=self.move.posting_id).first()

    @cached_property
    def buttons(self) -> list[dict[str, Any]]:
        """What the keeper of the plan can do to this move now."""
        if not self.is_kept:
            return []
        verbs = PLAN_FLOW.offered(self.move.plan, self.viewer)
        state, found = self.move.state, []
        if PlanVerb.ARRANGE in verbs and state != MoveState.DONE:
            found.append(self._page("填写去向", "arrange", is_main=self.move.to_unit_id is None))
        if PlanVerb.CARRY_OUT in verbs and state == MoveState.APPROVED:
            found.append(self._page("登记到岗", "carry_out", is_main=True))
        if PlanVerb.RESTORE in verbs and self.is_lost:
            found.append(self._page("恢复待到岗", "restore", is_main=True))
        return found

    @cached_property
    def verbs(self) -> list[dict[str, Any]]:
        """What is done to this move as to ticked ones: agree, leave out, take out."""
        if not self.is_kept:
            return []
        verbs = PLAN_FLOW.offered(self.move.plan, self.viewer)
        fitting = {
            PlanVerb.APPROVE: (MoveState.PROPOSED, MoveState.DROPPED),
            PlanVerb.DROP: (MoveState.PROPOSED, MoveState.APPROVED),
        }
        if not self.consultations:
            fitting[PlanVerb.REMOVE] = tuple(MoveState)
        return [
            {
                "label": verb.label,
                "url": reverse("moves:judge", args=[self.move.plan_id, verb.value]),
            }
            for verb, states in fitting.items()
            if verb in verbs and self.move.state in states
        ]

    def _page(self, label: str, name: str, *, is_main: bool) -> dict[str, Any]:
        url = reverse(f"moves:{name}", args=[self.move.pk])
        return {"label": label, "url": url, "is_main": is_main}
