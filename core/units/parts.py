"""What other applications have to say on the page of a unit; `config/unit.py` lists it by name.

A part is a function `(viewer, unit, on)` that answers with its template and what that reads, taken
from rows in the viewer's scope alone, or with None where it has nothing to say to him.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from core.scoping import Viewer
from core.units.models import Unit


@dataclass(frozen=True, slots=True)
class Part:
    """A panel of the page: its template reads `part`, which is `filling`."""

    template: str
    filling: dict[str, Any]


Source = Callable[[Viewer, Unit, date], Part | None]


@lru_cache(maxsize=1)
def sources() -> tuple[Source, ...]:
    """Every part, in the order of the page."""
    return tuple(import_string(name) for name in settings.UNIT_PARTS)


def parts_of(viewer: Viewer, unit: Unit, on: date) -> list[Part]:
    """The parts that have something to say of the unit."""
    found = (source(viewer, unit, on) for source in sources())
    return [part for part in found if part is not None]
