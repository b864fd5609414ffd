"""The records of a year for many units at once: figures with their lists, and tables.

Each source reads its records once for everybody (reporting/gathering/<source>.py), so the number
of statements does not depend on how many units there are. A report speaks of everybody whose place
begins with the unit's path: a county's of its units' people too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from core.garbage import unhurried
from core.units.models import Unit
from reporting.gathering import (
    assessed,
    cases,
    concerns,
    conduct,
    mentoring,
    meter,
    pools,
    postings,
    roster,
    roster_table,
    statistics,
    talks,
    training,
    use,
)
from reporting.gathering.asking import Place, Told, Worked
from reporting.gathering.content import Content, Figure
from reporting.gathering.crowd import Crowd, crowd_of
from reporting.gathering.keys import KEYS
from reporting.gathering.ledger import Ledger
from reporting.gathering.span import Span, spoken_of

SOURCES: tuple[Callable[[Ledger, Crowd], None], ...] = (
    roster.enter,
    roster_table.enter,
    training.enter,
    mentoring.enter,
    postings.enter,
    meter.enter,
    use.enter,
    pools.enter,
    talks.enter,
    concerns.enter,
    cases.enter,
    assessed.enter,
)
FIGURES: Mapping[str, Told] = {
    **roster.FIGURES,
    **training.FIGURES,
    **mentoring.FIGURES,
    **postings.FIGURES,
    **meter.FIGURES,
    **use.FIGURES,
    **pools.FIGURES,
    **talks.FIGURES,
    **concerns.FIGURES,
    **cases.FIGURES,
    **assessed.FIGURES,
    **conduct.FIGURES,
}
WORKED: Mapping[str, Worked] = {**roster.WORKED, **mentoring.WORKED, **talks.WORKED}


@unhurried()
def gather(units: Sequence[Unit], year: int, on: date) -> dict[int, Content]:
    """Unit to what its report of the year says, up to `on` (today, or 31 December once it is over).

    As many statements for one unit as for three hundred.
    """
    span = Span(year, spoken_of(year, on))
    crowd = crowd_of(units, span)
    ledger = Ledger(crowd)
    for enter in SOURCES:
        enter(ledger, crowd)
    numbers, tables, people = ledger.numbers(), ledger.tables(), _people(crowd)
    structure = statistics.tables_of(crowd)
    return {
        unit.pk: Content(
            year=year,
            on=span.on,
            figures=_figures(Place(unit.pk, span), numbers.get(unit.pk, Counter())),
            tables={**tables[unit.pk], "statistics": structure[unit.pk]},
            people=tuple(people[unit.pk]),
        )
        for unit in units
    }


def _figures(place: Place, counted: Counter[str]) -> dict[str, Figure]:
    found = {}
    for key in (one.key for one in KEYS):
        worked = WORKED.get(key)
        value = worked(counted) if worked else str(counted[key])
        found[key] = Figure(key, value, FIGURES[key](place))
    return found


def _people(crowd: Crowd) -> dict[int, list[int]]:
    """Unit to those who were on the roster on the day, in its order."""
    found: dict[int, list[int]] = {unit.pk: [] for unit in crowd.units}
    for cadre, stay in crowd.here.items():
        for unit in crowd.told_by(stay.path):
            found[unit].append(cadre)
    return found
