"""What postings say against changes elsewhere: of a person's facts, of a unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet

from cadres.choices import SERVING
from cadres.people.models import Cadre
from core.units.models import Unit
from rotation.positions.models import Position
from rotation.postings.guards.orders import YOUNGEST, last_day, of_age
from rotation.postings.models import Posting


def person_faults(cadre: Cadre, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Why these facts cannot be a person's, by his postings (settings `PERSON_GUARDS`)."""
    birth, status, left = (
        values.get(name, getattr(cadre, name)) for name in ("birth", "status", "left_on")
    )
    unit = values.get("unit")
    if unit is not None and unit.pk != cadre.unit_id:
        for one in Posting.objects.away().filter(cadre=cadre, unit=unit, ended_on=None):
            said = f"正在“{unit}”{one.get_kind_display()}（{one.since} 起）"
            yield "unit", f"{said}，到该单位任职前请先结束这次锻炼。"
    if (birth, status, left) == (cadre.birth, cadre.status, cadre.left_on):
        return
    for one in Posting.objects.real().filter(cadre=cadre).select_related("unit").order_by("since"):
        called = f"“{one.unit}”{one.title}（{one.get_kind_display()}，{one.since} 起）"
        if birth != cadre.birth and birth is not None and one.since < of_age(birth):
            yield "birth", f"{called}时未满 {YOUNGEST} 岁，请核对出生年月，或先更正那条任职。"
        if status == SERVING:
            continue
        if one.ended_on is None:
            yield "status", f"{called}还没有结束，请先在“任职与锻炼”里结束，再改人员状态。"
        elif left is not None and one.ended_on > last_day(left):
            yield "left_on", f"{called}到 {one.ended_on} 才结束，离开时间不能早于这个月，请核对。"


def running_at(unit: Unit) -> tuple[QuerySet, str]:
    """Postings at a unit that go on, and the sentence for that (settings `UNIT_GUARDS`)."""
    rows = Posting.objects.filter(unit=unit, ended_on=None).order_by("pk")
    return rows, f"“{unit}”还有{{n}}条没有结束的任职或锻炼（{{names}}），请先结束。"


def positions_of(unit: Unit) -> tuple[QuerySet, str]:
    """Positions that a unit has still, and the sentence for that (settings `UNIT_GUARDS`)."""
    rows = Position.objects.filter(unit=unit, until=None).order_by("pk")
    return rows, f"“{unit}”还有{{n}}个职位（{{names}}），请先在“职位”里撤销。"
