"""Which units can be asked for a report on a year, and why: what the department looks through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cadres.roster.models import RosterEntry
from core.choices import UnitKind
from core.units.models import Unit
from reporting.annual.guards import opens_for
from reporting.annual.models import AnnualReport
from reporting.annual.who import Reporting, reporting_units, told_by


@dataclass(frozen=True, slots=True)
class Offer:
    """A unit that reports: with whom it files, how many it speaks of, what there is already."""

    unit: Unit
    collector: Unit
    people: int
    opened: int | None = None

    @property
    def why(self) -> str:
        """Why it reports, or why not."""
        if self.unit.kind == UnitKind.COUNTY:
            return "县、区党委，并汇总所属单位"
        if not self.people:
            return "本年度没有在库人员，不用报告"
        to = "县（区）收齐" if self.collector.kind == UnitKind.COUNTY else "直接报市"
        return f"本年度有在库人员，{to}"

    @property
    def is_new(self) -> bool:
        """Whether it is asked now: it has people, or is a county, and has no report yet."""
        return self.opened is None and (self.people > 0 or self.unit.kind == UnitKind.COUNTY)


def years_offered(on: date) -> list[int]:
    """The year of the day, and the one before while its reports may still come in."""
    return [on.year, on.year - 1]


def offers(actor: Any, year: int, on: date) -> list[Offer]:
    """The reporting units that the actor may ask, in the order of the tree. Four statements."""
    units = [one for one in reporting_units(on) if opens_for(actor, one.collector.path)]
    opened = dict(
        AnnualReport.objects.filter(year=year, unit__in=[one.unit.pk for one in units])
        .order_by()
        .values_list("unit", "pk")
    )
    people = _people(units, year, on)
    return [
        Offer(one.unit, one.collector, people.get(one.unit.path, 0), opened.get(one.unit.pk))
        for one in units
    ]


def _people(units: list[Reporting], year: int, on: date) -> dict[str, int]:
    """Whoever was on the roster in the year, counted at every unit that speaks of him."""
    paths = [one.unit.path for one in units]
    rows = RosterEntry.objects.of_year(year, on).order_by()
    counted: dict[str, set[int]] = {}
    for cadre, path in rows.values_list("cadre", "unit_path"):
        for unit in told_by(path, paths):
            counted.setdefault(unit, set()).add(cadre)
    return {path: len(found) for path, found in counted.items()}
