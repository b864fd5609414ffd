"""How far the reports of a year are: by county and in all, as far as the viewer sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Min, When

from core.choices import UnitKind
from core.scoping import Viewer
from core.units.models import Unit
from reporting.annual.models import AnnualReport
from reporting.annual.standing import GONE, counts, timing
from reporting.annual.turns import nudged_by, reviewing

CITY = "市直单位"
COUNTS = ("reports", "draft", "filed", "returned", "accepted", "late")


@dataclass(frozen=True, slots=True)
class Tally:
    """Reports of one place (a county with all in it; key 0: the city's own units), by state."""

    key: int
    name: str
    reports: int
    draft: int
    filed: int
    returned: int
    accepted: int
    late: int
    due_on: date

    @property
    def done(self) -> int:
        """How many are filed, accepted ones included."""
        return self.filed + self.accepted

    @property
    def unfiled(self) -> int:
        """How many their units still owe."""
        return self.draft + self.returned

    @property
    def percent(self) -> int:
        """Filed of all, in full percent: 100 only when every one is."""
        return 100 * self.done // self.reports if self.reports else 0


@dataclass(frozen=True, slots=True)
class Progress:
    """A year: in all, and by place in the order of the tree.

    `owing`: how many the viewer can remind; `mine`: how many are his department's to look at.
    """

    year: int
    total: Tally
    places: tuple[Tally, ...]
    owing: int
    mine: int

    @property
    def others(self) -> int:
        """How many filed reports other departments look at."""
        return self.total.filed - self.mine


def years_of(viewer: Viewer) -> list[int]:
    """The years that there are reports of, the latest first."""
    return AnnualReport.objects.visible_to(viewer).years()


def progress(viewer: Viewer, year: int, on: date) -> Progress | None:
    """Two statements, whatever the number of reports; None without any."""
    rows = AnnualReport.objects.visible_to(viewer).filter(~GONE, year=year).order_by()
    rows = rows.annotate(
        timing=timing(on),
        place=Case(
            When(collector__kind=UnitKind.COUNTY, then=F("collector")),
            When(unit__kind=UnitKind.COUNTY, then=F("unit")),
        ),
    )
    found: dict[int, Any] = {
        row["place"] or 0: row
        for row in rows.values("place").annotate(
            due=Min("due_on"),
            owing=Count("pk", filter=nudged_by(viewer)),
            mine=Count("pk", filter=reviewing(viewer)),
            **counts(),
        )
    }
    if not found:
        return None
    known = Unit.objects.filter(pk__in=found).order_by("sort_path")
    names = {0: CITY} | dict(known.values_list("pk", "short_name"))
    places = tuple(_tally(key, name, [found[key]]) for key, name in names.items() if key in found)
    owing, mine = (sum(row[name] for row in found.values()) for name in ("owing", "mine"))
    return Progress(year, _tally(0, "合计", found.values()), places, owing, mine)


def _tally(key: int, name: str, rows: Iterable[dict[str, Any]]) -> Tally:
    told = list(rows)
    sums = {count: sum(row[count] for row in told) for count in COUNTS}
    return Tally(key, name, due_on=min(row["due"] for row in told), **sums)
