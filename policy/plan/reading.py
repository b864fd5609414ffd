"""The figures as one viewer reads them on a day, for the city or for one county: one statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from core.choices import BUSINESS_ROLES, Role, UnitKind
from core.scoping import Viewer, roles_of
from core.units.models import Unit
from policy.duties.rule import DutyRule
from policy.parameters.catalogue import BY_KEY, CATALOGUE, Definition
from policy.parameters.figures import stricter
from policy.parameters.models import ParameterValue

OPEN = "未定"


@dataclass(frozen=True, slots=True)
class Own:
    """A county's own value in words, since when, and whether it still is the stricter."""

    unit: Unit
    text: str
    since: date
    holds: bool


class Reading:
    """Values in force on `on`, as they hold below `path` ("": in the city at large)."""

    def __init__(self, viewer: Viewer, on: date, path: str = "") -> None:
        self.path = path
        self.city: dict[str, ParameterValue] = {}
        self.counties: dict[str, list[ParameterValue]] = {}
        rows = ParameterValue.objects.visible_to(viewer).in_force(on)
        for row in rows.select_related("parameter", "unit").order_by("unit__sort_path"):
            key = row.parameter.key
            if row.unit is None:
                self.city[key] = row
            else:
                self.counties.setdefault(key, []).append(row)

    def stored(self, key: str) -> Any:
        """What holds, as stored; None where nobody has set it."""
        city = self.city.get(key)
        value = city.value if city is not None else None
        for row in self.counties.get(key, ()):
            if row.unit is not None and self.path.startswith(row.unit.path):
                value = stricter(BY_KEY[key], value, row.value)
        return value

    def text(self, key: str) -> str:
        """What holds, in words."""
        value = self.stored(key)
        return OPEN if value is None else BY_KEY[key].kind.show(value)

    def since(self, key: str) -> date | None:
        """From when the city's value holds, where somebody set it."""
        row = self.city.get(key)
        return row.since if row is not None and row.set_by_id is not None else None

    def own(self, key: str) -> list[Own]:
        """The counties' own values that the viewer sees."""
        definition, city = BY_KEY[key], self.city.get(key)
        return [
            Own(
                row.unit,
                definition.kind.show(row.value),
                row.since,
                stricter(definition, city.value if city else None, row.value) == row.value,
            )
            for row in self.counties.get(key, ())
            if row.unit is not None
        ]

    def sentence(self, rule: DutyRule) -> str:
        """A rule in words, with its figures."""
        told = {}
        for one in fields(rule.figures):
            key = one.metadata["key"]
            value = self.stored(key)
            told[one.name] = OPEN if value is None else BY_KEY[key].kind.read(value)
        return rule.sentence.format(**told)


def regions(viewer: Viewer) -> list[Unit]:
    """The counties that a department may read the plan for."""
    departments = {Role.CITY_DEPARTMENT, Role.COUNTY_DEPARTMENT}
    rows = Unit.objects.visible_to(viewer, acting_as=departments)
    return list(rows.standing().filter(kind=UnitKind.COUNTY).order_by("sort_path"))


def home(viewer: Viewer) -> str:
    """Where the viewer stands: figures hold for him as they do there; "" for the whole city."""
    paths = [scope.path for scope in viewer.scopes if scope.role in BUSINESS_ROLES]
    widest = min(paths, key=lambda path: path.count("/"), default="")
    return "" if widest.count("/") <= 1 else widest


def of_clauses() -> Mapping[str, list[Definition]]:
    """Clause to its figures, in the order of the catalogue."""
    found: dict[str, list[Definition]] = {}
    for definition in CATALOGUE:
        found.setdefault(definition.clause, []).append(definition)
    return found


def open_figures(read: Reading) -> list[Definition]:
    """The figures that nobody has set yet."""
    return [one for one in CATALOGUE if read.stored(one.key) is None]


def is_of_an_office(viewer: Viewer) -> bool:
    """Whether duties are any business of the viewer: a cadre reads the text and its figures."""
    return bool(roles_of(viewer) & (frozenset(BUSINESS_ROLES) - {Role.CADRE}))
