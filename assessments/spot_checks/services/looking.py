"""Looking for signs in all records that a draw was made from, unit by unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from assessments.spot_checks.figures import SpotFigures
from assessments.spot_checks.models import SpotCheck, SpotSign
from assessments.spot_checks.signs.finding import find
from assessments.spot_checks.signs.kinds import Record
from assessments.talks.models import Talk
from core.units.models import Unit
from policy.notices.calendar import is_working
from policy.parameters.figures import in_regions
from policy.periods import Quarter

RECORDS_AT_ONCE = 2000  # between two signs of life of the job
# Somebody who writes the same every quarter is found by the last two.
FORMER_QUARTERS = 2
LONGEST = SpotSign._meta.get_field("sentence").max_length
VALUES = (
    "pk",
    "unit_id",
    "cadre_id",
    "cadre__name",
    "held_on",
    "entered_at",
    "led_by",
    "on_thought",
    "on_work",
    "on_style",
    "on_life",
    "advice",
    "began_at",
    "ended_at",
)


def look(*, check: SpotCheck, told: Callable[[int], None] = lambda units: None) -> int:
    """Find the signs anew and keep them; returns how many. Safe to run twice.

    `told(units)` hears of some units at a time, after they were written.
    """
    frame = {int(unit): keys for unit, keys in check.frame.records.items()}
    days = _late_days(frame, check.drawn_on)
    total = 0
    for units in _parts(frame):
        keys = [key for unit in units for key in frame[unit]]
        total += _look_at(check, units, keys, days)
        told(len(units))
    SpotCheck.objects.filter(pk=check.pk).update(looked_at=timezone.now())
    return total


@transaction.atomic
def _look_at(
    check: SpotCheck, units: Sequence[int], keys: Sequence[int], days: dict[int, int]
) -> int:
    by_unit: dict[int, list[Record]] = defaultdict(list)
    for one in _read(Talk.objects.filter(pk__in=keys)):
        by_unit[one.unit].append(one)
    people = {one.cadre for rows in by_unit.values() for one in rows}
    former: dict[int, list[Record]] = defaultdict(list)
    for one in _read(_former(check.period, people)):
        former[one.cadre].append(one)
    found = [
        SpotSign(
            check_of=check,
            talk_id=sign.record,
            unit_id=unit,
            kind=sign.kind,
            sentence=sign.sentence[:LONGEST],
            others=list(sign.others),
        )
        for unit, rows in by_unit.items()
        for sign in find(
            rows,
            quarter=check.period,
            late_days=days[unit],
            former={one.cadre: former[one.cadre] for one in rows},
            is_working=is_working,
        )
    ]
    SpotSign.objects.filter(check_of=check, unit__in=units).delete()
    SpotSign.objects.bulk_create(found, batch_size=1000)
    return len(found)


def _former(quarter: Quarter, people: Iterable[int]) -> QuerySet[Talk]:
    """What was written about these people in the quarters before."""
    before, one = [], quarter
    for _ in range(FORMER_QUARTERS):
        one = one.previous
        before.append(one.first_day)
    return Talk.objects.standing().filter(cadre__in=list(people), counts_for__in=before)


def _read(rows: QuerySet[Talk]) -> Iterator[Record]:
    for row in rows.order_by("pk").values_list(*VALUES).iterator(chunk_size=5000):
        key, unit, cadre, name, held_on, entered, led_by, *points, began, ended = row
        yield Record(
            key=key,
            unit=unit,
            cadre=cadre,
            name=name,
            held_on=held_on,
            entered=timezone.localtime(entered),
            led_by=led_by,
            points=tuple(points),  # type: ignore[arg-type]
            began=began,
            ended=ended,
        )


def _late_days(units: Iterable[int], on: date) -> dict[int, int]:
    """The figure at each unit: a county may have its own."""
    regions = in_regions(SpotFigures, on)
    found = {}
    for key, path in Unit.objects.filter(pk__in=list(units)).values_list("pk", "path"):
        fitting = [region for region in regions if path.startswith(region.path)]
        found[key] = max(fitting, key=lambda region: len(region.path)).figures.late_days
    return found


def _parts(frame: Mapping[int, Sequence[int]]) -> Iterator[list[int]]:
    """Whole units, so many that their records are about `RECORDS_AT_ONCE`."""
    part: list[int] = []
    records = 0
    for unit in sorted(frame):
        part.append(unit)
        records += len(frame[unit])
        if records >= RECORDS_AT_ONCE:
            yield part
            part, records = [], 0
    if part:
        yield part
