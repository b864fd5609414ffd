"""What becomes of each report of the demonstration, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cadres.demo.dice import Dice
from cadres.demo.scene import BUREAU
from core.choices import UnitKind
from reporting.annual.models import AnnualReport

DAY = timedelta(days=1)
LATE_ONES = 6  # one in so many units of the lax sort
LAX = 29
RETURNED = 2  # of this year's


@dataclass(frozen=True, slots=True)
class Fate:
    """How much is written (0 to 1), and the days of what was done; None: not done.

    `again` is when a returned one was filed anew.
    """

    written: float = 1.0
    filed: date | None = None
    returned: date | None = None
    again: date | None = None
    accepted: date | None = None


def last_year(
    reports: Sequence[AnnualReport], opened: date, on: date, dice: Dice
) -> dict[int, Fate]:
    """All accepted: most in time, a few late, one returned once and filed again."""
    first = date(opened.year, 12, 9)
    fates = {}
    for number, report in enumerate(reports):
        day = first + dice.between(0, (report.due_on - first).days) * DAY
        if number % LAX == LATE_ONES:
            day = report.due_on + dice.between(2, 6) * DAY
        fates[report.pk] = Fate(filed=day, accepted=day + dice.between(3, 9) * DAY)
    back = next((one for one in reports if _is_plain(one)), None)
    if back is not None:
        day = first + 3 * DAY
        again = day + 5 * DAY
        fates[back.pk] = Fate(filed=day, returned=day + 2 * DAY, again=again,
                              accepted=again + 4 * DAY)  # fmt: skip
    return fates


def this_year(
    reports: Sequence[AnnualReport], opened: date, on: date, dice: Dice
) -> dict[int, Fate]:
    """As far as one is by the day: many untouched, some begun, some filed, two returned.

    The bureau is half way: its words are written, one opinion is missing. Counties have not begun:
    they collect first.
    """
    fates, returned = {}, 0
    days = (on - opened).days
    for report in reports:
        thrown = dice.random()
        day = min(opened + dice.between(1, max(1, days - 1)) * DAY, on)
        fate = Fate(written=0.0)
        if report.unit.short_name == BUREAU:
            fate = Fate(written=0.5)
        elif not _is_plain(report) or thrown < 0.5:
            pass
        elif thrown < 0.7:
            fate = Fate(written=0.6)
        elif returned < RETURNED:
            returned += 1
            fate = Fate(filed=day, returned=on)
        elif thrown < 0.93:
            fate = Fate(filed=day)
        else:
            fate = Fate(filed=day, accepted=on)
        fates[report.pk] = fate
    return fates


def _is_plain(report: AnnualReport) -> bool:
    """Neither a county nor the bureau, and filed with the city or a county alike."""
    return report.unit.kind != UnitKind.COUNTY and report.unit.short_name != BUREAU
