"""Work of other kinds that waits for the viewer: requests, findings, imports, batches.

`config/workbench.py` lists what is looked at by name; each is a function `(viewer)` that answers
with a line, or None when nothing waits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
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


Source = Callable[[Viewer], Waiting | None]


@lru_cache(maxsize=1)
def sources() -> tuple[Source, ...]:
    """Everything that is looked at, in the order of the panel."""
    return tuple(import_string(name) for name in settings.PENDING)


def pending(request: HttpRequest, on: date) -> Filling:
    """What waits for the viewer; no panel while nothing does."""
    lines = [line for source in sources() if (line := source(request.user)) and line.count]
    return {"lines": lines} if lines else None


PENDING = Panel("shell/panels/pending.html", pending, OFFICES, aside=True)
