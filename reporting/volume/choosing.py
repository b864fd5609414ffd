"""Of whom there are volumes, and which reports go into one.

A volume is of the city, with the reports that it collects, or of a county: its own report and those
of its units. Departments alone have volumes. Only what was filed goes in; of the others the volume
says that they are lacking.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Prefetch, Q, Value, When

from cadres.people.querysets import KEEPERS
from core.choices import UnitKind
from core.scoping import Viewer
from core.units.models import Unit
from core.units.querysets import UnitQuerySet
from reporting.annual.choices import HANDED_IN, ReportState
from reporting.annual.models import AnnualReport, Filing
from reporting.annual.querysets import ReportQuerySet
from reporting.annual.who import collected_by

COLLECTORS = (UnitKind.CITY, UnitKind.COUNTY)


@dataclass(frozen=True, slots=True)
class Entry:
    """A report that goes in, and its last filing, whose seal has not been read yet."""

    report: AnnualReport
    filing: Filing

    @property
    def unit(self) -> Unit:
        """Whose report it is."""
        return self.report.unit


@dataclass(frozen=True, slots=True)
class Selection:
    """The reports of a year: those that were filed, in the volume's order, and the others.

    `lacking` are still owed; `gone` were not filed when their units were abolished.
    """

    scope: Unit
    year: int
    entries: tuple[Entry, ...]
    lacking: tuple[AnnualReport, ...]
    gone: tuple[AnnualReport, ...] = ()

    @property
    def returned(self) -> int:
        """How many of the lacking were filed, and given back to be mended."""
        return sum(one.state == ReportState.RETURNED for one in self.lacking)

    @property
    def is_city(self) -> bool:
        """Of the city; else of a county."""
        return self.scope.kind != UnitKind.COUNTY


def scopes_of(viewer: Viewer) -> UnitQuerySet:
    """The city and counties whose volume the viewer may have, in the order of the tree."""
    rows = Unit.objects.visible_to(viewer, acting_as=KEEPERS)
    return rows.filter(kind__in=COLLECTORS).order_by("sort_path")


def years_of(viewer: Viewer) -> list[int]:
    """Years with reports, the last first."""
    return AnnualReport.objects.visible_to(viewer, acting_as=KEEPERS).years()


def reports_in(viewer: Viewer, scope: Unit, year: int) -> ReportQuerySet:
    """What belongs into the volume, filed or not: a county's own first, counties before others."""
    place = Case(
        When(unit=scope, then=Value(0)),
        When(unit__kind=UnitKind.COUNTY, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    rows = AnnualReport.objects.visible_to(viewer, acting_as=KEEPERS).filter(year=year)
    rows = rows.filter(collected_by(scope, rows) | Q(unit=scope))
    return rows.select_related("unit", "collector").order_by(place, "unit__sort_path", "pk")


def select(viewer: Viewer, scope: Unit, year: int) -> Selection:
    """The reports of a city or county and year. Four statements; no seal is read."""
    return sorted_out(scope, year, reports_in(viewer, scope, year))


def sorted_out(scope: Unit, year: int, reports: ReportQuerySet) -> Selection:
    """Reports in their order, parted by whether they stand filed."""
    filings = Filing.objects.defer("sealed").order_by("report_id", "-number")
    entries, lacking, gone = [], [], []
    for report in reports.defer("content").prefetch_related(Prefetch("filings", filings)):
        last = next(iter(report.filings.all()), None)
        if last is not None and report.state in HANDED_IN:
            entries.append(Entry(report, last))
        elif report.is_given_up:
            gone.append(report)
        else:
            lacking.append(report)
    return Selection(scope, year, tuple(entries), tuple(lacking), tuple(gone))
