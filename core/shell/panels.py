"""What the workbench is made of; `config/workbench.py` lists its panels by name, in their order.

A panel is filled by a function `(request, on)` for whoever holds one of its roles; what it shows it
takes from rows in the viewer's scope alone. A filling of None leaves the panel out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from core.choices import BUSINESS_ROLES, Role
from core.scoping import roles_of

Filling = dict[str, Any] | None
DEPARTMENTS = frozenset({Role.CITY_DEPARTMENT, Role.COUNTY_DEPARTMENT})
UNITS = frozenset({Role.UNIT_SECRETARY, Role.UNIT_CLERK})
OFFICES = DEPARTMENTS | UNITS
OTHERS = frozenset(Role) - frozenset(BUSINESS_ROLES)


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: its template reads `panel`, what `fill` answered; `aside` is the narrow column.

    A filling may hold `heading` and `beneath`, which then stand above the whole page. Without
    roles a panel is everybody's who has no business role, of no role at all as well.
    """

    template: str
    fill: Callable[[HttpRequest, date], Filling]
    roles: frozenset[Role] = frozenset()
    aside: bool = False

    def is_for(self, roles: frozenset[Role]) -> bool:
        """Whether somebody with these roles has it."""
        return bool(self.roles & roles) if self.roles else not roles & OFFICES


@dataclass(frozen=True, slots=True)
class Shown:
    """A panel with what it shows."""

    template: str
    aside: bool
    filling: dict[str, Any]


@lru_cache(maxsize=1)
def panels() -> tuple[Panel, ...]:
    """Every panel, in the order of the page."""
    return tuple(import_string(name) for name in settings.WORKBENCH)


def shown(request: HttpRequest, on: date) -> list[Shown]:
    """The panels of whoever asks, filled."""
    roles = roles_of(request.user)
    mine = [(panel, panel.fill(request, on)) for panel in panels() if panel.is_for(roles)]
    return [
        Shown(panel.template, panel.aside, filling)
        for panel, filling in mine
        if filling is not None
    ]
