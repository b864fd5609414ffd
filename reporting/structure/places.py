"""The units one step below where somebody looks: each person falls to one of them by his path.

Headings of the tree are no units: what stands below one counts as a step below what is above it.
For regions they do stand, but for a heading of counties, which gives way to them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from core.choices import UnitKind
from core.scoping import Viewer
from core.units.models import Unit

DEEP = 4  # steps that are read below where one looks: as many headings may stand in between


class Place(NamedTuple):
    """A unit of the tree."""

    pk: int
    path: str
    kind: str
    name: str


@dataclass(frozen=True)
class Places:
    """Units in the order of the tree; `tops` are where the viewer looks."""

    tops: tuple[Place, ...]
    below: tuple[Place, ...]

    @classmethod
    def of(cls, viewer: Viewer, unit: Unit | None) -> Places:
        """Below `unit`, else below all that the viewer sees."""
        seen = Unit.objects.visible_to(viewer).order_by("sort_path")
        if unit is not None:
            seen = seen.filter(path__startswith=unit.path, depth__lte=unit.depth + DEEP)
        else:
            least = min((scope.path.count("/") for scope in viewer.scopes), default=0)
            most = max((scope.path.count("/") for scope in viewer.scopes), default=0)
            seen = seen.filter(depth__lte=max(least, most) + DEEP)
        found = [Place(*row) for row in seen.values_list("pk", "path", "kind", "short_name")]
        tops = (
            [
                one
                for one in found
                if not any(
                    one.path != other.path and one.path.startswith(other.path) for other in found
                )
            ]
            if unit is None
            else [one for one in found if one.pk == unit.pk]
        )
        return cls(tuple(tops), tuple(found))

    def units(self) -> list[Place]:
        """The nearest units that are no headings, one step below a single top, else the tops."""
        return self._nearest(lambda place: place.kind != UnitKind.GROUP)

    def regions(self) -> list[Place]:
        """Counties, and headings without counties."""
        counties = [one.path for one in self.below if one.kind == UnitKind.COUNTY]
        over = {
            one.path
            for one in self.below
            if one.kind == UnitKind.GROUP and any(path.startswith(one.path) for path in counties)
        }
        return self._nearest(lambda place: place.path not in over)

    def _nearest(self, stands) -> list[Place]:  # type: ignore[no-untyped-def]
        if len(self.tops) != 1:
            return list(self.tops)
        top = self.tops[0]
        found: list[Place] = []
        for one in self.below:
            inside = any(one.path.startswith(other.path) for other in found[-1:])
            if one.path != top.path and stands(one) and not inside:
                found.append(one)
        return found


def place_of(path: str, places: Iterable[Place]) -> int | None:
    """Which of the places a path is at or below; None for none of them."""
    return next((place.pk for place in places if path.startswith(place.path)), None)
