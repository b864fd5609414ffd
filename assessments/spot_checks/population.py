"""The records of a quarter below a unit: what is drawn from, and what signs are looked for in."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from assessments.talks.models import Talk
from assessments.talks.querysets import TalkQuerySet
from core.units.models import Unit
from policy.periods import Quarter


def records_of(unit: Unit, quarter: Quarter) -> TalkQuerySet:
    """Standing talks that count for the quarter, held for a unit below `unit`.

    A department has files of its own people alone: whoever has moved to another region since is
    not drawn by the former one.
    """
    rows = Talk.objects.counting_for(quarter).filter(unit__path__startswith=unit.path)
    return rows.filter(cadre__unit_path__startswith=unit.path)


def frame_of(records: QuerySet[Talk]) -> dict[int, list[int]]:
    """`{unit: [record, …]}` of records. One statement."""
    frame: dict[int, list[int]] = {}
    for key, unit in records.order_by("pk").values_list("pk", "unit_id"):
        frame.setdefault(unit, []).append(key)
    return frame


def strata_of(frame: Mapping[int, list[int]], shares: Mapping[int, int]) -> list[dict]:
    """How many records each unit has and how many were drawn, in the order of the tree."""
    units = Unit.objects.filter(pk__in=list(frame)).order_by("sort_path")
    return [
        {
            "unit": unit.pk,
            "name": unit.short_name,
            "records": len(frame[unit.pk]),
            "drawn": shares.get(unit.pk, 0),
        }
        for unit in units
    ]
