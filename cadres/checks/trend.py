"""The tallies of the viewer's units over the last runs: a row a unit, its branch added up."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from cadres.checks.models import Tally
from core.scoping import Viewer
from core.units.models import Unit

MOST_DAYS = 10  # columns
MOST_UNITS = 60  # rows


@dataclass(slots=True)
class Figures:
    """What was found in a branch on a day."""

    errors: int = 0
    warnings: int = 0


@dataclass(slots=True)
class Line:
    """A unit with its figures in the order of the days."""

    unit: Unit
    days: list[Figures] = field(default_factory=list)

    @property
    def now(self) -> Figures:
        """Those of the last day."""
        return self.days[-1]

    @property
    def change(self) -> int:
        """Errors more (fewer: below zero) than on the first day shown."""
        return self.days[-1].errors - self.days[0].errors


@dataclass(frozen=True, slots=True)
class Trend:
    """`days` are the columns; `most` the highest number of errors, for the bars.

    `left_out` units of which nothing was found on the last day are not among the lines.
    """

    days: Sequence[date]
    lines: list[Line]
    left_out: int
    most: int


def trend(viewer: Viewer, *, by_month: bool, every: bool = False) -> Trend:
    """The last days that were looked at, or the last one of each month; three statements.

    Units of which nothing was found on the last day are shown where `every` one is asked for.
    """
    rows = Tally.objects.visible_to(viewer).order_by()
    looked = list(rows.order_by("-day").values_list("day", flat=True).distinct()[:400])
    days = sorted(_last_of_months(looked) if by_month else looked)[-MOST_DAYS:]
    figures: dict[str, dict[date, Figures]] = defaultdict(lambda: defaultdict(Figures))
    chosen = _units(viewer) if days else []
    # A tally counts for every unit shown at or above its own.
    paths = {unit.path for unit in chosen}
    told = rows.filter(day__in=days).values_list("unit__path", "day", "errors", "warnings")
    for path, day, errors, warnings in told:
        for above in _above(path):
            if above in paths:
                one = figures[above][day]
                one.errors += errors
                one.warnings += warnings
    lines = [
        Line(unit, [figures[unit.path][day] for day in days])
        for unit in chosen
        if unit.path in figures
    ]
    shown = [line for line in lines if every or line.now.errors or line.now.warnings]
    left_out, lines = len(lines) - len(shown), shown[:MOST_UNITS]
    most = max((one.errors for line in lines for one in line.days), default=0)
    return Trend(days, lines, left_out, most)


def _last_of_months(days: Sequence[date]) -> list[date]:
    last: dict[tuple[int, int], date] = {}
    for day in days:
        key = (day.year, day.month)
        last[key] = max(day, last.get(key, day))
    return list(last.values())


def _units(viewer: Viewer) -> list[Unit]:
    """The viewer's topmost units and those just below; the sums of the former come first."""
    rows = Unit.objects.visible_to(viewer).standing()
    top = rows.order_by("depth").values_list("depth", flat=True).first()
    if top is None:
        return []
    return list(rows.filter(depth__lte=top + 2).order_by("sort_path"))


def _above(path: str) -> list[str]:
    """A path and every path above it."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: n + 1]) + "/" for n in range(len(parts))]
