"""The tree as it is, and as a file would make it; both by code."""

from datetime import date
from typing import Any

from core.units.models import Unit, UnitPeriod
from core.units.policy import DEEPEST
from core.units.sheet import Line


class Outlook:
    """Units that the actor manages, the lines of his file, and what stands where after both.

    Of units outside his reach only the codes are known: nothing else of them can be told.
    """

    def __init__(self, actor: Any, lines: list[Line], *, on: date) -> None:
        self.on = on
        managed = Unit.objects.managed_by(actor)
        self.units = {unit.code: unit for unit in managed.select_related("parent")}
        codes = Unit.objects.values_list("code", flat=True)
        self.foreign = frozenset(codes) - self.units.keys()
        open_periods = UnitPeriod.objects.filter(
            unit__in=managed.order_by().values("pk"), during__endswith__isnull=True
        )
        self.begun = {period.unit_id: period.during.lower for period in open_periods}
        self.names = {
            (self._parent_code(unit), unit.name): code
            for code, unit in self.units.items()
            if not unit.abolished_on
        }
        self.deepest = _deepest(self.units.values())
        self.lines: dict[str, Line] = {}
        for line in lines:
            if code := line.values.get("code", ""):
                self.lines.setdefault(code, line)
        self.named: dict[tuple[str, str], Line] = {}  # (parent's code, name) that lines ask for

    def after(self, line: Line, name: str) -> Any:
        """The value that a line leaves: its own, or the unit's where it is blank."""
        unit = self.units.get(line.values.get("code", ""))
        if unit is None or line.raw.get(name):
            return line.values.get(name)
        return self._parent_code(unit) if name == "parent_code" else getattr(unit, name)

    def parent_of(self, code: str) -> str:
        """The code of the parent that a unit will have; empty for the root."""
        if code in self.lines:
            return self.after(self.lines[code], "parent_code") or ""
        return self._parent_code(self.units[code])

    def above(self, code: str) -> list[str]:
        """Codes from the parent up, as far as they are known; one that comes again ends it."""
        found: list[str] = []
        parent = self.parent_of(code)
        while (parent in self.units or parent in self.lines) and len(found) <= DEEPEST:
            found.append(parent)
            if parent == code or parent in found[:-1]:
                break
            parent = self.parent_of(parent)
        return found

    def depth(self, code: str) -> int:
        """The level on which the deepest unit of the branch will stand."""
        above = self.above(code)
        top = self.units.get(above[-1] if above else code)
        unit = self.units.get(code)
        below = self.deepest[unit.pk] - unit.depth if unit else 0
        return len(above) + (top.depth if top else 1) + below

    @staticmethod
    def _parent_code(unit: Unit) -> str:
        return unit.parent.code if unit.parent else ""


def _deepest(units: Any) -> dict[int, int]:
    """For each unit's id the depth of the deepest unit of its branch."""
    deepest: dict[int, int] = {}
    for unit in units:
        for pk in map(int, unit.path.split("/")[:-1]):
            deepest[pk] = max(deepest.get(pk, 0), unit.depth)
    return deepest
