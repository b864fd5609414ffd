"""How duties stand on a day, counted: by rule, and by unit and period. One statement each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q, QuerySet

from core.scoping import Viewer
from core.units.models import Unit
from policy.duties.choices import Light
from policy.duties.models import Duty
from policy.duties.querysets import DutyQuerySet, done, waived, withdrawn

Lights = dict[Light, int]


def by_rule(viewer: Viewer, on: date, unit: Unit | None = None) -> dict[str, Lights]:
    """Rule to light to how many, of what the viewer sees (below `unit`); zeros are left out.

    What was finished counts in the year in which it was due; what was not counts until it is.
    """
    rows = counting(Duty.objects.visible_to(viewer), on)
    if unit is not None:
        rows = rows.filter(unit__path__startswith=unit.path)
    found: dict[str, Lights] = defaultdict(dict)
    for rule, light, count in _counted(rows.with_light(on), "rule"):
        found[rule][Light(light)] = count
    return dict(found)


def counting(rows: DutyQuerySet, on: date) -> DutyQuerySet:
    """The duties that count on a day: of this year, and those of before that are owed still."""
    return rows.existing(on).filter(
        Q(due_on__gte=date(on.year, 1, 1)) | ~(done(on) | waived(on) | withdrawn(on))
    )


def by_unit(
    viewer: Viewer, rule: str, periods: Collection[str], on: date
) -> dict[tuple[int, str], Lights]:
    """(key of the unit that owes, period) to light to how many; zeros are left out."""
    rows = Duty.objects.visible_to(viewer).existing(on).with_light(on)
    rows = rows.filter(rule=rule, period__in=list(periods))
    found: dict[tuple[int, str], Lights] = defaultdict(dict)
    for unit, period, light, count in _counted(rows, "unit_id", "period"):
        found[unit, period][Light(light)] = count
    return dict(found)


def _counted(rows: QuerySet, *keys: str) -> QuerySet:
    return (
        rows.order_by()
        .values(*keys, "light")
        .annotate(n=Count("*"))
        .values_list(*keys, "light", "n")
    )
