"""Where a move leads, and what is wrong with it: one sentence each, at its field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.accounts.models import User
from core.units.models import Unit
from rotation.choices import MoveKind, Seat
from rotation.moves.models import PlannedMove, RotationPlan
from rotation.positions.models import Position

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)  # a mistyped year is noticed


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A unit with a post there, perhaps one of its positions; nothing of it while it is open."""

    unit: Unit | None = None
    position: Position | None = None
    title: str = ""
    level: str = ""
    seat: str = Seat.OTHER
    target: date | None = None

    def values(self) -> dict[str, Any]:
        """As the fields of a move."""
        return {
            "to_unit": self.unit,
            "to_position": self.position,
            "to_title": self.title,
            "to_level": self.level,
            "to_seat": self.seat,
            "target": self.target,
        }


def placed(to: Destination) -> Destination:
    """The same with what its position says of unit, title, level and seat."""
    one = to.position
    if one is None:
        return to
    return replace(to, unit=one.unit, title=one.title, level=one.level, seat=one.seat)


def faults(
    actor: User, plan: RotationPlan, move: PlannedMove, kind: MoveKind, to: Destination, on: date
) -> dict[str, str]:
    """Why somebody cannot go there, by field."""
    found = {}
    if to.position is not None and not _exists(actor, to.position, on):
        found["position"] = f"职位“{to.position}”已撤销或不在您的范围内，请另选职位。"
    if to.unit is None:
        if to.title:
            found["unit"] = f"填写了拟任职务“{to.title}”，还要选定拟任单位。"
        return found
    if to.unit.abolished_on is not None and to.unit.abolished_on <= on:
        found["unit"] = f"“{to.unit}”已撤销，请另选单位。"
    elif not Unit.objects.visible_to(actor).filter(pk=to.unit.pk).exists():
        found["unit"] = "没有这个单位，或者它不在您的范围内，请另选单位。"
    here = to.unit.pk == move.from_unit_id
    if kind == MoveKind.INTERNAL and not here:
        found["unit"] = (
            f"内部轮岗在本单位内进行，“{to.unit}”不是{move.from_unit}；"
            f"请改选单位，或把类别改为“{MoveKind.EXCHANGE.label}”。"
        )
    elif kind == MoveKind.EXCHANGE and here:
        found["unit"] = (
            f"“{to.unit}”就是现单位，交流要到别的单位；"
            f"请改选单位，或把类别改为“{MoveKind.INTERNAL.label}”。"
        )
    if kind == MoveKind.PRINCIPAL and to.title and to.seat != Seat.PRINCIPAL:
        found["seat"] = "下一级正职要安排正职职务，请改选正副职，或另选类别。"
    if to.target is not None and not FIRST_DAY <= to.target <= LAST_DAY:
        found["target"] = f"日期“{to.target}”超出范围，请核对年份。"
    return found


def _exists(actor: User, position: Position, on: date) -> bool:
    return Position.objects.visible_to(actor).existing(on).filter(pk=position.pk).exists()
