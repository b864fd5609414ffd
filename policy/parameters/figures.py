"""The figures that a rule needs, as a frozen dataclass of its own; a missing one names itself.

    @dataclass(frozen=True, slots=True)
    class TalkFigures:
        per_quarter: int = figure("talk.per_quarter")

`in_force(TalkFigures, on)` is the city's; `in_regions` also gives each county's that differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, TypeVar

from core.errors import DomainError
from core.units.models import Unit
from policy.parameters.catalogue import BY_KEY, Definition, Stricter
from policy.parameters.models import ParameterValue

Figures = TypeVar("Figures")


class Missing(DomainError):
    """A figure that nobody has set for the day."""

    title = "参数未设定"


def figure(key: str) -> Any:
    """A field of a dataclass of figures; the key must be in the catalogue."""
    return field(metadata={"key": BY_KEY[key].key})


def keys_of(kind: type) -> tuple[str, ...]:
    """The keys that a dataclass of figures reads."""
    return tuple(one.metadata["key"] for one in fields(kind))


@dataclass(frozen=True, slots=True)
class Region:
    """Figures of one kind, for the units below `path` but not below any of `without`.

    `stored` is everything that was read for the region, by key.
    """

    path: str
    figures: Any
    stored: Mapping[str, Any]
    on: date
    without: tuple[str, ...] = ()

    def read(self, key: str) -> Any:
        """One figure of the region; raises Missing."""
        return _read(BY_KEY[key], self.stored, self.on)


def in_force(kind: type[Figures], on: date, unit: Unit | None = None) -> Figures:
    """The figures of the city, or as they hold at `unit`, on a day. Raises Missing."""
    found = in_regions(kind, on)
    if unit is None:
        return found[0].figures
    fitting = [region for region in found if unit.path.startswith(region.path)]
    return max(fitting, key=lambda region: len(region.path)).figures


def in_regions(kind: type[Figures], on: date) -> list[Region]:
    """The city first, then each county with a value of its own. One statement; raises Missing."""
    keys = keys_of(kind)
    return regions_of(kind, values_on(on, keys), on)


def values_on(on: date, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Path of the region to key to what is stored, for the values in force; "" is the city."""
    rows = ParameterValue.objects.in_force(on).filter(parameter__key__in=list(keys))
    found: dict[str, dict[str, Any]] = {"": {}}
    for key, path, value in rows.values_list("parameter__key", "unit__path", "value"):
        found.setdefault(path or "", {})[key] = value
    return found


def regions_of(
    kind: type[Figures], stored: Mapping[str, Mapping[str, Any]], on: date
) -> list[Region]:
    """Regions of the values in `stored`; a county's counts where it is the stricter."""
    city = stored[""]
    own = {path: values for path, values in stored.items() if path}
    found = [Region("", _figures(kind, city, on), city, on, tuple(own))]
    for path, values in sorted(own.items()):
        merged = {**city} | {
            key: stricter(BY_KEY[key], city.get(key), value) for key, value in values.items()
        }
        found.append(Region(path, _figures(kind, merged, on), merged, on))
    return found


def stricter(definition: Definition, city: Any, county: Any) -> Any:
    """The value that holds in a county: its own, unless the city has become stricter since."""
    if city is None:
        return county
    match definition.stricter:
        case Stricter.UP:
            return max(city, county)
        case Stricter.DOWN:
            return min(city, county)
    return city


def _figures(kind: type[Figures], stored: Mapping[str, Any], on: date) -> Figures:
    values = {
        one.name: _read(BY_KEY[one.metadata["key"]], stored, on)
        for one in fields(kind)  # type: ignore[arg-type]
    }
    return kind(**values)


def _read(definition: Definition, stored: Mapping[str, Any], on: date) -> Any:
    if definition.key not in stored:
        raise Missing(
            f"参数“{definition.label}”（{definition.key}，条款 {definition.clause}）"
            f"在 {on} 没有设定，请组织部在“实施方案”中填定。"
        )
    return definition.kind.read(stored[definition.key])
