"""Who may not come back yet: released for one of the seven grounds of clause 3.3.3.

Over age or promoted is none of them. The interval is that of the day of entry, in the region of the
person's unit; the day on which it is full is the first on which he may enter.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from cadres.choices import ExitGround
from cadres.roster.figures import ReentryFigures
from cadres.roster.models import RosterEntry
from core.arrays import among
from core.months import after_months
from policy.parameters.figures import Region, in_regions

SEVEN: Final = (
    *(ExitGround.CONDUCT, ExitGround.RESULTS, ExitGround.STYLE, ExitGround.FAILURE),
    *(ExitGround.DISCIPLINE, ExitGround.APPRAISAL, ExitGround.OTHER),
)


@dataclass(frozen=True, slots=True)
class Away:
    """A release that keeps somebody away; as a text, the phrase that follows his name."""

    left_on: date
    ground: str
    months: int

    @property
    def back_on(self) -> date:
        """The first day on which he may enter again."""
        return after_months(self.left_on, self.months)

    def __str__(self) -> str:
        return (
            f"在 {self.left_on} 按情形（{self.ground}）调出，"
            f"满 {self.months} 个月（{self.back_on} 起）才能再次入库"
        )


@dataclass(frozen=True, slots=True)
class Release:
    """An end of a stay by one of the seven grounds; `path` is where the person is now."""

    left_on: date
    ground: str
    path: str


def releases(people: Collection[int]) -> dict[int, Release]:
    """The last release of each of the people who had one. One statement."""
    rows = RosterEntry.objects.filter(
        among("cadre_id", people), exit_ground__in=SEVEN, left_on__isnull=False
    )
    names = ("cadre_id", "left_on", "exit_ground", "cadre__unit_path")
    found = rows.order_by("left_on").values_list(*names)
    return {cadre: Release(*values) for cadre, *values in found}


def away(release: Release | None, on: date) -> Away | None:
    """What keeps somebody away on a day; nothing before he left. Raises Missing."""
    return None if release is None else _away(release, on, in_regions(ReentryFigures, on))


def barred(people: Collection[int], on: date) -> dict[int, Away]:
    """Those of the people who may not enter on a day. Raises Missing where the figure is open."""
    return barred_each(dict.fromkeys(people, on))


def barred_each(days: Mapping[int, date]) -> dict[int, Away]:
    """The same, each on his own day; one statement, and one more per day."""
    found: dict[int, Away] = {}
    regions: dict[date, list[Region]] = {}
    for cadre, release in releases(days).items():
        on = days[cadre]
        if on not in regions:
            regions[on] = in_regions(ReentryFigures, on)
        if one := _away(release, on, regions[on]):
            found[cadre] = one
    return found


def _away(release: Release, on: date, regions: list[Region]) -> Away | None:
    fitting = [region for region in regions if release.path.startswith(region.path)]
    months = max(fitting, key=lambda region: len(region.path)).figures.months
    found = Away(release.left_on, release.ground, months)
    # Whoever left later is on the list still on that day, and refused for that.
    return found if found.left_on <= on < found.back_on else None
