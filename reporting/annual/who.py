"""Which units report, and to whom (clause 3.3.5: 县、区及市直部门（单位）党组织).

A report is of a county, or of an employer that stands right below the city or a county (headings of
the tree do not count); what lies deeper is told by the unit above. Units of a county file with it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from core.choices import UnitKind
from core.units.models import Unit
from reporting.annual.choices import HANDED_IN
from reporting.annual.querysets import ReportQuerySet


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
    return collectors_of([unit.path])[unit.path]


def collectors_of(paths: Collection[str]) -> dict[str, Unit | None]:
    """With whom units file, by their paths in the tree. One statement."""
    ways = {path: [int(key) for key in path.strip("/").split("/")[:-1]] for path in paths}
    known = Unit.objects.in_bulk({key for way in ways.values() for key in way})
    return {path: _collector([known[key] for key in way]) for path, way in ways.items()}


def collected_by(scope: Unit, reports: ReportQuerySet) -> Q:
    """Which of the reports are a city's or county's to collect. Two statements.

    What is filed stays with whoever it was filed with, though its unit was moved since. What is not
    will be filed with whoever its unit stands below now: each report is one collector's.
    """
    writing = list(reports.unfiled().order_by().values_list("pk", "unit__path", "collector"))
    now = collectors_of({path for _, path, _ in writing})
    mine = [
        key
        for key, path, collector in writing
        if (above.pk if (above := now[path]) else collector) == scope.pk
    ]
    return Q(state__in=HANDED_IN, collector=scope) | Q(pk__in=mine)


def _collector(way: Sequence[Unit]) -> Unit | None:
    """The nearest unit above that is no heading, if it collects."""
    above = next((unit for unit in reversed(way) if unit.kind != UnitKind.GROUP), None)
    return above if above and above.kind in (UnitKind.CITY, UnitKind.COUNTY) else None


def _above(unit: Unit, by_key: dict[int, Unit]) -> Unit | None:
    """The nearest unit above that is no heading; None where one of them is abolished."""
    above = by_key.get(unit.parent_id or 0)
    while above is not None and above.kind == UnitKind.GROUP:
        above = by_key.get(above.parent_id or 0)
    return above
