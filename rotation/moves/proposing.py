"""Whom a plan could take in: people of its region about whom a rotation duty is open, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from cadres.choices import LEVEL
from cadres.people.models import Cadre
from core.accounts.models import User
from core.codes.vocabulary import vocabulary
from core.units.models import Unit
from policy.duties.models import Duty
from rotation.choices import MoveKind
from rotation.meter.reasons import Reason, reasons_for
from rotation.moves.models import PlannedMove, RotationPlan
from rotation.moves.services.arranging import proposable

MOST = 300  # people of one page
# The duties of clause 3.1.3 that a move settles, by the kind of the move.
RULES = {
    MoveKind.INTERNAL: "rotation.internal",
    MoveKind.EXCHANGE: "rotation.exchange",
    MoveKind.PRINCIPAL: "rotation.principal",
    MoveKind.DOWN: "rotation.down",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One person with the reasons that there are today."""

    cadre: Cadre
    reasons: Sequence[Reason]

    @property
    def level(self) -> str:
        """The level of his post."""
        return vocabulary(LEVEL).get(self.cadre.level, "—")


def waiting(
    actor: User, plan: RotationPlan, *, kind: str = "", unit: Unit | None = None
) -> QuerySet[Cadre, Cadre]:
    """People who are not in the plan and whom a duty asks to be moved, by unit and seat."""
    rules = [rule for one, rule in RULES.items() if kind in ("", one)]
    owed = Duty.objects.open().filter(cadre=OuterRef("pk"), rule__in=rules)
    there = PlannedMove.objects.filter(plan=plan, cadre=OuterRef("pk"))
    rows = proposable(actor, plan).filter(Exists(owed), ~Exists(there))
    if unit is not None:
        rows = rows.filter(unit_path__startswith=unit.path)
    return rows.select_related("unit").order_by("sort_key", "pk")


def lines(people: Sequence[Cadre], on: date) -> list[Line]:
    """The people with their reasons; whoever has none today any more is left out."""
    why = reasons_for([one.pk for one in people], on)
    return [Line(one, why[one.pk]) for one in people if why.get(one.pk)]
