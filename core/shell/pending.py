"""Work of other kinds that waits for the viewer: requests, findings, imports, batches.

`config/workbench.py` lists what is looked at by name; each is a function `(viewer)` that answers
with the rows that wait, or with a line that it has asked for itself, or None when nothing can.
Rows of whatever kind are counted in one statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.db.models import Count, Min, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string

from core.scoping import Viewer
from core.shell.panels import OFFICES, Filling, Panel


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits: how much of it, in which words, and the page where it is done."""

    label: str
    count: int
    measure: str
    url: str
    is_red: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """Rows that wait, not yet counted; `of_one` names the page of a row that waits alone."""

    rows: QuerySet
    label: str
    measure: str
    url: str
    of_one: str = ""
    is_red: bool = False

    def line(self, count: int, key: str) -> Waiting:
        """What is said of so many; `key` is that of one of them."""
        url = reverse(self.of_one, args=[key]) if self.of_one and count == 1 else self.url
        return Waiting(self.label, count, self.measure, url, self.is_red)


Source = Callable[[Viewer], Work | Waiting | None]


@lru_cache(maxsize=1)
def sources() -> tuple[Source, ...]:
    """Everything that is looked at, in the order of the panel."""
    return tuple(import_string(name) for name in settings.PENDING)


def lines(viewer: Viewer, looked_at: Iterable[Source]) -> list[Waiting]:
    """What waits for the viewer, in the order of the sources."""
    found = [source(viewer) for source in looked_at]
    counted = _counted([one for one in found if isinstance(one, Work)])
    told = [next(counted) if isinstance(one, Work) else one for one in found]
    return [line for line in told if line is not None and line.count]


def _counted(works: Sequence[Work]) -> Iterator[Waiting]:
    """A line of each, by one statement."""
    key, no_key = Min(Cast("pk", TextField())), Value("", TextField())  # keys are of many types
    parts = [
        work.rows.order_by()
        .values(place=Value(place))
        .annotate(number=Count("*"), key=key if work.of_one else no_key)
        .values_list("place", "number", "key")
        for place, work in enumerate(works)
    ]
    rows = parts[0].union(*parts[1:], all=True) if parts else ()
    found = {place: (number, key) for place, number, key in rows}
    return (work.line(*found.get(place, (0, ""))) for place, work in enumerate(works))


def pending(request: HttpRequest, on: date) -> Filling:
    """What waits for the viewer; no panel while nothing does."""
    found = lines(request.user, sources())
    return {"lines": found} if found else None


PENDING = Panel("shell/panels/pending.html", pending, OFFICES, aside=True)
