"""Which units report, and to whom (clause 3.3.5: 县、区及市直部门（单位）党组织).

A report is of a county, or of an employer that stands right below the city or a county (headings of
the tree do not count); what lies deeper is told by the unit above. Units of a county file with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.choices import UnitKind
from core.units.models import Unit


@dataclass(frozen=True, slots=True)
class Reporting:
    """A unit that reports, and whom it files with."""

    unit: Unit
    collector: Unit

    @property
    def to_county(self) -> bool:
        """Whether a county collects it."""
        return self.collector.kind == UnitKind.COUNTY


def reporting_units(on: date) -> list[Reporting]:
    """Every unit that reports, in the order of the tree. One statement."""
    units = list(Unit.objects.existing(on).order_by("sort_path"))
    by_key = {unit.pk: unit for unit in units}
    found = []
    for unit in units:
        above = _above(unit, by_key)
        if unit.kind in (UnitKind.CITY, UnitKind.GROUP) or above is None:
            continue
        if above.kind in (UnitKind.CITY, UnitKind.COUNTY):
            found.append(Reporting(unit, above))
    return found


def collector_of(unit: Unit) -> Unit | None:
    """With whom a unit files as it stands in the tree; None where it files with nobody."""
    keys = [int(key) for key in unit.path.strip("/").split("/")[:-1]]
    for above in Unit.objects.filter(pk__in=keys).order_by("-depth"):
        if above.kind != UnitKind.GROUP:
            return above if above.kind in (UnitKind.CITY, UnitKind.COUNTY) else None
    return None


def _above(unit: Unit, by_key: dict[int, Unit]) -> Unit | None:
    """The nearest unit above that is no heading; None where one of them is abolished."""
    above = by_key.get(unit.parent_id or 0)
    while above is not None and above.kind == UnitKind.GROUP:
        above = by_key.get(above.parent_id or 0)
    return above
