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
from policy.parameters.figures import in_regions

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


def barred(people: Collection[int], on: date) -> dict[int, Away]:
    """Those of the people who may not enter on a day. Raises Missing where the figure is open."""
    return barred_each(dict.fromkeys(people, on))


def barred_each(days: Mapping[int, date]) -> dict[int, Away]:
    """The same, each on his own day; the release that keeps him away longest."""
    rows = RosterEntry.objects.filter(
        among("cadre_id", days), exit_ground__in=SEVEN, left_on__isnull=False
    )
    found: dict[int, Away] = {}
    names = ("cadre_id", "cadre__unit_path", "left_on", "exit_ground")
    months: dict[tuple[date, str], int] = {}
    for cadre, path, left_on, ground in rows.order_by("left_on").values_list(*names):
        on = days[cadre]
        if left_on > on:  # he is on the list still on that day, and is refused for that
            continue
        if (on, path) not in months:
            months[on, path] = _months(on, path)
        away = Away(left_on, ground, months[on, path])
        if away.back_on > on:
            found[cadre] = away
    return found


def _months(on: date, path: str) -> int:
    regions = [one for one in in_regions(ReentryFigures, on) if path.startswith(one.path)]
    return max(regions, key=lambda one: len(one.path)).figures.months
