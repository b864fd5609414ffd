"""The meter by unit: how many stand how, each number with the people behind it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from cadres.people.querysets import ASKERS, KEEPERS
from cadres.roster.models import RosterEntry
from core.listing.asof import PARAMETER
from core.scoping import Viewer
from core.units.models import Unit
from rotation.meter.standing import LIGHTS, State, by_unit

URGENT = (State.OVER, State.SOON, State.SHORT)
COLUMNS = (*URGENT, State.ENOUGH)


def figures_by_unit(viewer: Viewer, on: date) -> dict[str, Any]:
    """`rows` of units with those below, the most urgent first, `total`, and the `heads`."""
    # The list behind the numbers has what the viewer sees: the same people.
    seen = RosterEntry.objects.visible_to(viewer, acting_as=KEEPERS | ASKERS)
    counts = by_unit(seen, on)
    units = Unit.objects.filter(pk__in=counts).order_by("sort_path")
    named = list(units.values_list("pk", "short_name", "path"))
    whole = _with_those_below(counts, {pk: path for pk, _name, path in named})
    found = [(pk, name, whole[pk]) for pk, name, _path in named]
    found.sort(key=lambda one: [-one[2].get(state, 0) for state in URGENT])
    total: Counter[str] = Counter()
    for numbers in counts.values():
        total.update(numbers)
    return {
        "heads": [state.label for state in COLUMNS],
        "rows": [
            {"name": name, "url": _url(on, pk), **_cells(numbers, on, pk)}
            for pk, name, numbers in found
        ],
        "total": {"url": _url(on), **_cells(total, on)},
    }


def _with_those_below(
    counts: dict[int, dict[str, int]], paths: dict[int, str]
) -> dict[int, Counter[str]]:
    """A unit with its whole branch, as the list that opens on it has it."""
    whole: dict[int, Counter[str]] = {pk: Counter() for pk in paths}
    for pk, path in paths.items():
        for above in map(int, path.strip("/").split("/")):
            if above in whole:
                whole[above].update(counts[pk])
    return whole


def _cells(numbers: Any, on: date, unit: int | None = None) -> dict[str, Any]:
    return {
        "people": sum(numbers.values()),
        "cells": [
            {
                "light": LIGHTS[str(state.label)],
                "words": state.label,
                "count": numbers.get(state, 0),
                "url": _url(on, unit, state),
            }
            for state in COLUMNS
        ],
    }


def _url(on: date, unit: int | None = None, state: str = "") -> str:
    query = {"unit": unit or "", "standing": state, PARAMETER: on.isoformat()}
    return f"{reverse('meter:list')}?{urlencode({k: v for k, v in query.items() if v})}"
