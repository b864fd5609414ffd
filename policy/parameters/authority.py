"""Who sets which figure: the city's department the city's, a county's its own, only stricter."""

from __future__ import annotations

from typing import Any

from core.choices import Role, UnitKind
from core.scoping import Viewer
from core.units.models import Unit
from policy.parameters.catalogue import Definition, Stricter
from policy.parameters.figures import stricter
from policy.parameters.kinds import Whole

CITY = "全市"


def sets_city(viewer: Viewer) -> bool:
    """Whether the viewer sets the figures of the whole city."""
    return any(
        scope.role == Role.CITY_DEPARTMENT and scope.path.count("/") == 1 for scope in viewer.scopes
    )


def sets_county(viewer: Viewer, unit: Unit) -> bool:
    """Whether the viewer sets stricter figures for this county (clause 4.2)."""
    return unit.kind == UnitKind.COUNTY and any(
        scope.role == Role.COUNTY_DEPARTMENT and unit.path.startswith(scope.path)
        for scope in viewer.scopes
    )


def may_set(viewer: Viewer, definition: Definition, unit: Unit | None) -> bool:
    """Whether the figure of the city (no unit) or of a county is the viewer's to set."""
    if unit is None:
        return sets_city(viewer)
    return definition.stricter != Stricter.NONE and sets_county(viewer, unit)


def counties_set_by(viewer: Viewer) -> list[Unit]:
    """The counties whose figures the viewer sets."""
    rows = Unit.objects.visible_to(viewer, acting_as={Role.COUNTY_DEPARTMENT})
    return list(rows.standing().filter(kind=UnitKind.COUNTY).order_by("sort_path"))


def is_stricter(definition: Definition, city: Any, value: Any) -> bool:
    """Whether a county's value goes further than the city's, in the direction it may go."""
    if city is None:
        return definition.stricter != Stricter.NONE
    return value != city and stricter(definition, city, value) == value


def county_range(definition: Definition, city: Any) -> str:
    """What a county may set while the city's value is `city`, in words; "" when nothing is left."""
    kind: Any = definition.kind
    if city is None:
        return str(kind.allowed)
    upwards = definition.stricter == Stricter.UP
    low, high = (city + 1, kind.high) if upwards else (kind.low, city - 1)
    if low > high:
        return ""
    if low == high:
        return str(kind.show(low))
    first = f"{low} " if isinstance(kind, Whole) else kind.show(low)
    return f"{first.rstrip()} 到 {kind.show(high)}"
