"""How a check stands: what was read, what was found, which signs in which unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from assessments.choices import ItemResult
from assessments.spot_checks.models import Rectification, SpotCheck, SpotItem, SpotSign
from assessments.spot_checks.signs.kinds import HINTS, SignKind
from assessments.talks.sealing import last_open_day
from core.accounts.querysets import not_of_oneself
from core.scoping import Viewer
from policy.periods import Quarter


@dataclass(frozen=True, slots=True)
class Tally:
    """The sample of a check by result."""

    total: int
    unread: int
    faulty: int

    @property
    def read(self) -> int:
        return self.total - self.unread


def tally(check: SpotCheck) -> Tally:
    """One statement."""
    rows = SpotItem.objects.filter(check_of=check).order_by()
    counts = rows.aggregate(
        total=Count("pk"),
        unread=Count("pk", filter=Q(result=ItemResult.UNREAD)),
        faulty=Count("pk", filter=Q(result=ItemResult.FAULTY)),
    )
    return Tally(**counts)


@dataclass(frozen=True, slots=True)
class Overview:
    """Signs by unit: the kinds that were found, and a row of counts per unit; worst first."""

    kinds: list[SignKind]
    rows: list[dict[str, Any]]


def overview(check: SpotCheck) -> Overview:
    """One statement; units and their names are those of the draw."""
    rows = SpotSign.objects.filter(check_of=check).order_by()
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for unit, kind, number in rows.values_list("unit_id", "kind").annotate(n=Count("pk")):
        counts[unit][kind] = number
    found = {kind for row in counts.values() for kind in row}
    kinds = [kind for kind in SignKind if kind in found]
    known = {stratum["unit"]: stratum for stratum in check.strata}
    lines = [
        {
            "unit": unit,
            "name": known[unit]["name"],
            "records": known[unit]["records"],
            "cells": [row.get(kind, 0) for kind in kinds],
            "weight": sum(n for kind, n in row.items() if kind not in HINTS),
        }
        for unit, row in counts.items()
        if unit in known
    ]
    lines.sort(key=lambda line: (-line["weight"], line["unit"]))
    return Overview(kinds, lines)


def told_items(rectification: Rectification, viewer: Viewer) -> Any:
    """The faulty records that a unit is told of; the rectification came through the door.

    Who answers for the unit is not told what was found of the talk with himself.
    """
    rows = SpotItem.objects.filter(
        not_of_oneself(Q(), viewer, SpotItem.objects.all().account_path),
        check_of=rectification.check_of_id,
        unit=rectification.unit_id,
        result=ItemResult.FAULTY,
    )
    return rows.select_related("talk", "unit").order_by("position")


def since_then(items: Iterable[SpotItem], on: date) -> Iterator[tuple[SpotItem, str, str]]:
    """Each faulty record with the colour and words of what has become of it.

    One statement per quarter in which they were held, of which there are two at most.
    """
    last_days: dict[Quarter, date] = {}
    for item in items:
        quarter = Quarter.of(item.talk.held_on)
        if quarter not in last_days:
            last_days[quarter] = last_open_day(quarter, item.unit)
        yield item, *_since(item, on, last_days[quarter])


def _since(item: SpotItem, on: date, last_day: date) -> tuple[str, str]:
    talk, then = item.talk, item.snapshot["version"]
    if talk.voided_on is not None:
        return "waived", f"已于 {talk.voided_on} 作废"
    if talk.version != then:
        return "green", f"抽取后修改过 {talk.version - then} 次"
    if on > last_day:
        return "none", "已封存，不能再改，请在整改情况中说明补救办法"
    return "yellow", f"还没有修改，{last_day} 以前可以修改"
