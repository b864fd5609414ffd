"""How a department reads its units: the city's takes what lies in a county together."""

from __future__ import annotations

from dataclasses import dataclass

from core.choices import Role, UnitKind
from core.scoping import Viewer, roles_of
from core.units.models import Unit


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of its own, or a county with all that lies in it."""

    pk: int
    name: str
    is_whole: bool = False


class Places:
    """The counties of the viewer, by one statement; a county's department has none below it."""

    def __init__(self, viewer: Viewer) -> None:
        self.counties: dict[str, Place] = {}
        if Role.CITY_DEPARTMENT in roles_of(viewer):
            rows = Unit.objects.visible_to(viewer).filter(kind=UnitKind.COUNTY)
            self.counties = {
                path: Place(pk, name, is_whole=True)
                for path, pk, name in rows.values_list("path", "pk", "short_name")
            }
        self._lengths = {path.count("/") for path in self.counties}

    def of(self, pk: int, name: str, path: str) -> Place:
        """The county that the unit lies in (or is), or the unit itself."""
        steps = path.split("/")
        for length in self._lengths:
            county = self.counties.get("/".join(steps[:length]) + "/")
            if county is not None:
                return county
        return Place(pk, name)
