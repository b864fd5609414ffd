"""Plans of rotation in the test world, in one line each."""

from datetime import date
from typing import Any

from core.units.models import Unit
from rotation.choices import MoveKind, Opinion, Seat, Side
from rotation.meter.reasons import Reason
from rotation.moves.destinations import Destination
from rotation.moves.models import Consultation, PlannedMove, RotationPlan
from rotation.moves.services import arranging, deciding, plans
from tests.world import World
from tests.world_people import TODAY

LONG = Reason(
    "rotation.internal", MoveKind.INTERNAL, "任现岗位满两年，只有一个岗位。", ["任职 32 个月"]
)
DOWN = Reason("rotation.down", MoveKind.DOWN, "长期在机关工作。", [])
ANSWER_BY = date(2026, 11, 30)
AFTER = date(2026, 12, 1)
PLACE = "市科技局"  # where one goes from 市交通运输局


def drafted(
    world: World, who: str = "city", place: str = "清河市", year: int = 2026
) -> RotationPlan:
    """A draft."""
    return plans.create(actor=world.users[who], unit=world.named[place], year=year)


def add(world: World, plan: RotationPlan, name: str, kind: str = "exchange", **more: Any):
    """Somebody by hand."""
    given = {"actor": world.city, "reason": "经历单一", "on": TODAY} | more
    return arranging.add(plan=plan, cadre=world.cadres[name].pk, kind=kind, **given)


def to(unit: Unit | None, title: str = "办公室主任", **more: Any) -> Destination:
    """A post that is no position."""
    return Destination(unit=unit, title=title, level="1A41", seat=Seat.PRINCIPAL, **more)


def placed(world: World, plan: RotationPlan, name: str, place: str, **more: Any) -> PlannedMove:
    """Somebody with a place to go."""
    move = add(world, plan, name, **more)
    where = to(world.named[place])
    return arranging.arrange(
        actor=world.city, move=move, seen=move.version, kind=move.kind, to=where, on=TODAY
    )


def asked(world: World, plan: RotationPlan) -> RotationPlan:
    """The units are asked."""
    plan.refresh_from_db()
    plans.consult(actor=world.city, plan=plan, seen=plan.version, answer_by=ANSWER_BY, on=TODAY)
    plan.refresh_from_db()
    return plan


def question(move: PlannedMove, side: str = Side.FROM) -> Consultation:
    """What one side was asked."""
    return Consultation.objects.get(move=move, side=side)


def answered(
    world: World, move: PlannedMove, opinion: str = Opinion.AGREE, words: str = ""
) -> None:
    """Both sides say the same."""
    for one in Consultation.objects.filter(move=move):
        deciding.answer(
            actor=world.city,
            consultation=one,
            seen=one.version,
            opinion=opinion,
            words=words,
            on=TODAY,
        )


def decided(world: World, plan: RotationPlan, moves: list[PlannedMove]) -> RotationPlan:
    """Everything is asked, answered, agreed to and decided."""
    asked(world, plan)
    for move in moves:
        answered(world, move)
    deciding.approve(
        actor=world.city, plan=plan, moves=[move.pk for move in moves], note="", on=TODAY
    )
    plan.refresh_from_db()
    given = {"decided_on": TODAY, "document": "清组〔2026〕9号", "on": TODAY}
    return plans.decide(actor=world.city, plan=plan, seen=plan.version, **given)
