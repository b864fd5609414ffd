"""Every value of the figures that rules read, fetched once for a run and asked by day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from policy.duties.figures import Since
from policy.parameters.figures import Region, regions_of
from policy.parameters.models import ParameterValue


class Stored(NamedTuple):
    """A value as it is stored; `path` is its region, "" the city."""

    key: str
    path: str
    value: Any
    since: date
    until: date | None


class Values:
    """The values of some figures on all days: one statement."""

    def __init__(self, keys: Iterable[str]) -> None:
        rows = ParameterValue.objects.filter(parameter__key__in={*keys, "duty.since"})
        names = ("parameter__key", "unit__path", "value", "since", "until")
        self._rows = [
            Stored(key, path or "", *rest)
            for key, path, *rest in rows.order_by("pk").values_list(*names)
        ]

    def regions(self, kind: type, keys: Iterable[str], on: date) -> list[Region]:
        """The city, then each county of its own figures, on a day. Raises Missing."""
        asked = set(keys)
        stored: dict[str, dict[str, Any]] = {"": {}}
        for row in self._rows:
            if row.key in asked and row.since <= on and (row.until is None or row.until > on):
                stored.setdefault(row.path, {})[row.key] = row.value
        return regions_of(kind, stored, on)

    def since(self, on: date) -> date:
        """From which day on duties count. Raises Missing."""
        return self.regions(Since, ("duty.since",), on)[0].figures.since

    def digest(self, keys: Iterable[str]) -> str:
        """Tells whether any of the values, of whatever day, has changed."""
        asked = set(keys)
        return sha256(repr(sorted(map(repr, self._of(asked)))).encode()).hexdigest()[:32]

    def _of(self, keys: set[str]) -> list[Stored]:
        return [row for row in self._rows if row.key in keys]
