"""The dashboard of a viewer: city, county or unit, by what he sees. Few statements, all set-based.

What it shows is what the pages behind it count (`reporting/structure`, `targets`, `coverage`, the
board of annual reports), so that no number has two sources.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from core.charts.chart import Chart
from core.choices import Role
from core.scoping import roles_of
from policy.parameters.figures import keys_of, values_on
from reporting.annual.choices import ReportState
from reporting.annual.lights import LIGHTS
from reporting.annual.models import AnnualReport
from reporting.annual.standing import COUNTED, Tab, counts, timing
from reporting.coverage.charts import talk_chart, trend_chart
from reporting.coverage.table import Cell, Coverage, Line, coverage
from reporting.coverage.trends import Point, ends, points
from reporting.dashboards.kept import kept
from reporting.dashboards.picture import Picture, Region, picture
from reporting.dashboards.roster import roster_counts
from reporting.structure.bands import BandFigures
from reporting.structure.frame import Frame
from reporting.targets.chart import target_chart
from reporting.targets.figures import KEYS
from reporting.targets.standing import Targets, targets


@dataclass(frozen=True, slots=True)
class Compared:
    """A region beside the others: people, coverage of talks, what is overdue (`url`: by what)."""

    region: Region
    talks: Cell | None
    late: int
    url: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What a dashboard counts of many people."""

    picture: Picture
    points: list[Point]
    targets: Targets
    coverage: Coverage


@dataclass(frozen=True)
class Dashboard:
    """Everything of one page; parts are counted when they are asked for, once."""

    frame: Frame

    @cached_property
    def figures(self) -> Figures:
        """What takes long to count; kept while nothing changes."""
        return kept(self.frame, Figures, self._count)

    def _count(self) -> Figures:
        # Parameters are read once, units too: by the one frame that all parts share.
        stored = values_on(self.frame.on, [*keys_of(BandFigures), *KEYS])
        frame = replace(self.frame, stored=stored)
        roster = roster_counts(frame)
        return Figures(
            picture(frame, roster, by_region=self.is_city),
            points(frame, ends(frame.on), roster.stays),
            targets(frame),
            coverage(frame),
        )

    @cached_property
    def is_city(self) -> bool:
        """Whether regions are compared, not units."""
        return self.frame.unit is None and Role.CITY_DEPARTMENT in roles_of(self.frame.viewer)

    @property
    def picture(self) -> Picture:
        """The roster."""
        return self.figures.picture

    @property
    def points(self) -> list[Point]:
        """The half years."""
        return self.figures.points

    @property
    def targets(self) -> Targets:
        """Clauses 2.1–2.4."""
        return self.figures.targets

    @property
    def coverage(self) -> Coverage:
        """Clauses 3.1.2, 3.1.3, 3.3.2 and 3.3.4."""
        return self.figures.coverage

    @cached_property
    def reports(self) -> list[dict[str, Any]]:
        """How far the annual reports of the year are, by state; empty before they are opened."""
        return [] if self.frame.unit else _states(self.frame)

    @cached_property
    def compared(self) -> list[Compared]:
        """Regions or units beside each other, the most overdue first."""
        lines = {line.key: line for line in self.coverage.lines}
        last = self.coverage.talks - 1
        found = [
            Compared(
                region,
                lines[region.key].cells[last] if region.key in lines else None,
                _late(lines.get(region.key)),
                self._covered(region.key),
            )
            for region in self.picture.regions
        ]
        return sorted(found, key=lambda one: -one.late)

    def _covered(self, key: str) -> str:
        """The page of coverage, of one unit where the region is one."""
        place = {"unit": key} if key.isdecimal() else {}
        told = urlencode(self.frame.asked | place)
        return reverse("statistics:coverage") + (f"?{told}" if told else "")

    @property
    def trend_chart(self) -> Chart:
        """Roster size by half year."""
        return trend_chart(self.points)

    @property
    def target_chart(self) -> Chart:
        """Target and reached, by tier."""
        return target_chart(self.targets)

    @property
    def talk_chart(self) -> Chart:
        """Talks by quarter."""
        return talk_chart(self.coverage)


def _late(line: Line | None) -> int:
    return sum(cell.late for cell in line.cells) if line else 0


def _states(frame: Frame) -> list[dict[str, Any]]:
    """By state, and what is late; one statement, nothing before the year is opened."""
    year = frame.on.year
    rows = AnnualReport.objects.visible_to(frame.viewer).filter(year=year)
    numbers = rows.annotate(timing=timing(frame.on)).aggregate(**counts())
    if not numbers["reports"]:
        return []

    def told(label: str, number: int, standing: str, light: str, more: str = "") -> dict[str, Any]:
        query = urlencode({"year": year, "standing": standing}) + more
        url = f"{reverse('annual:list')}?{query}"
        return {"label": label, "number": number, "url": url, "light": light}

    found = [told("应报", numbers["reports"], Tab.ALL, "none", f"&{COUNTED}")]
    found += [
        told(str(Tab(state).label), numbers[state.value], state.value, LIGHTS[state])
        for state in ReportState
    ]
    return [*found, told(str(Tab.LATE.label), numbers["late"], Tab.LATE, "red")]
