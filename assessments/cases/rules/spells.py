"""Which figures an event is judged by: those in force on its own day, in its region.

A figure that is changed opens no case about what was before. What happened before a figure was set
for the first time is judged by that first value: there was no other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessments.cases.rules.rule import Look, Rule
from policy.parameters.figures import Missing, Region, keys_of, regions_of
from policy.parameters.models import ParameterValue

EVER = date.min

Told = Callable[[Rule, str], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """A value as it is stored, for the days from `since`; `path` is its region, "" the city."""

    key: str
    path: str
    value: Any
    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether it is in force."""
        return self.since <= day and (self.until is None or day < self.until)


def kept(rules: Iterable[Rule], on: date) -> list[Kept]:
    """Every value of the rules' figures up to a day; one statement."""
    keys = sorted({key for rule in rules for key in keys_of(rule.figures)})
    rows = ParameterValue.objects.filter(parameter__key__in=keys, since__lte=on).order_by("since")
    names = ("parameter__key", "unit__path", "value", "since", "until")
    found: list[Kept] = []
    begun: set[str] = set()
    for key, path, value, since, until in rows.values_list(*names):
        first = path is None and key not in begun
        if first:
            begun.add(key)
        found.append(Kept(key, path or "", value, EVER if first else since, until))
    return found


def looks(
    rule: Rule, values: Collection[Kept], *, on: date, people: Collection[int] | None, told: Told
) -> Iterator[Look]:
    """What the rule is to be asked, spell by spell; says so where a figure is missing today."""
    keys = set(keys_of(rule.figures))
    own = [one for one in values if one.key in keys]
    edges = {one.since for one in own} | {one.until for one in own if one.until}
    begins = sorted({EVER} | {day for day in edges if day <= on})
    for number, first in enumerate(begins):
        end = begins[number + 1] if number + 1 < len(begins) else None
        try:
            regions = _regions(rule.figures, own, first, on if end is None else first)
        except Missing as missing:
            if end is None:
                told(rule, str(missing))
            continue
        for region in regions:
            yield Look(region, on, None if first == EVER else first, end, people)


def _regions(kind: type, values: Iterable[Kept], first: date, day: date) -> list[Region]:
    """The city and the counties that differ, by what holds from `first`."""
    stored: dict[str, dict[str, Any]] = {"": {}}
    for one in values:
        if one.holds(first):
            stored.setdefault(one.path, {})[one.key] = one.value
    return regions_of(kind, stored, day)
