"""The meter by unit: how many stand how, each number with the people behind it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from cadres.people.querysets import ASKERS, KEEPERS
from cadres.roster.models import RosterEntry
from core.choices import UnitKind
from core.listing.asof import PARAMETER
from core.scoping import Viewer
from core.units.models import Unit
from rotation.meter.standing import LIGHTS, State, by_unit

URGENT = (State.OVER, State.SOON, State.SHORT)
COLUMNS = (*URGENT, State.ENOUGH)
OPENED = "open"  # which county is open


class Branch(NamedTuple):
    """A unit with those below, and how many stand how."""

    pk: int
    name: str
    path: str
    kind: str
    numbers: Counter[str]


def figures_by_unit(viewer: Viewer, on: date, opened: int | None = None) -> dict[str, Any]:
    """`rows` of units with those below, the most urgent first, `total`, and the `heads`.

    A county is one row; that of `opened` has the rows of its units beneath. Whoever looks at one
    county alone has it open.
    """
    # The list behind the numbers has what the viewer sees: the same people.
    seen = RosterEntry.objects.visible_to(viewer, acting_as=KEEPERS | ASKERS)
    counts = by_unit(seen, on)
    total: Counter[str] = Counter()
    for numbers in counts.values():
        total.update(numbers)
    return {
        "heads": [state.label for state in COLUMNS],
        "rows": _rows(_branches(viewer, counts), on, opened),
        "total": {"url": _url(on), **_cells(total, on)},
    }


def _branches(viewer: Viewer, counts: dict[int, dict[str, int]]) -> list[Branch]:
    """Units with people of their own, and counties with people below; the most urgent first."""
    counties = Unit.objects.visible_to(viewer, acting_as=KEEPERS | ASKERS)
    wanted = Q(pk__in=counts) | Q(pk__in=counties.filter(kind=UnitKind.COUNTY).values("pk"))
    units = Unit.objects.filter(wanted).order_by("sort_path")
    named = list(units.values_list("pk", "short_name", "path", "kind"))
    whole = _with_those_below(counts, {pk: path for pk, _name, path, _kind in named})
    found = [Branch(*facts, whole[facts[0]]) for facts in named if whole[facts[0]]]
    found.sort(key=lambda one: [-one.numbers.get(state, 0) for state in URGENT])
    return found


def _rows(found: list[Branch], on: date, opened: int | None) -> list[dict[str, Any]]:
    """A row for each unit that is not folded away in its county."""
    counties = {one.path: one.pk for one in found if one.kind == UnitKind.COUNTY}
    inside: dict[int | None, list[Branch]] = {}
    for one in found:
        above = (pk for top, pk in counties.items() if one.path != top and one.path.startswith(top))
        inside.setdefault(next(above, None), []).append(one)
    tops = inside.pop(None, [])
    rows = []
    for one in tops:
        below, is_open = inside.get(one.pk, []), one.pk == opened or len(tops) == 1
        rows.append(_row(one, on))
        if below and len(tops) > 1:
            rows[-1]["fold"] = _fold(one, len(below), on, is_open=is_open)
        if is_open:
            rows += [_row(unit, on) | {"is_within": True} for unit in below]
    return rows


def _row(one: Branch, on: date) -> dict[str, Any]:
    url = _url(on, one.pk)
    return {"pk": one.pk, "name": one.name, "url": url, **_cells(one.numbers, on, one.pk)}


def _fold(one: Branch, number: int, on: date, *, is_open: bool) -> dict[str, Any]:
    """The link that opens a county on the page, or folds it."""
    query = {PARAMETER: on.isoformat()} | ({} if is_open else {OPENED: str(one.pk)})
    url = f"{reverse('meter:units')}?{urlencode(query)}#unit-{one.pk}"
    return {"number": number, "is_open": is_open, "url": url}


def _with_those_below(
    counts: dict[int, dict[str, int]], paths: dict[int, str]
) -> dict[int, Counter[str]]:
    """A unit with its whole branch, as the list that opens on it has it."""
    whole: dict[int, Counter[str]] = {pk: Counter() for pk in paths}
    for pk, path in paths.items():
        for above in map(int, path.strip("/").split("/")):
            if above in whole:
                whole[above].update(counts.get(pk, {}))
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
