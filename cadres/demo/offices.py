"""The units as employers of invented people, and which of them are the grassroots."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from core.demo.counties import COUNTIES

ORGANS = frozenset(
    {"city", "city_department", "county", "county_department", "township", "street"}
)  # whose people are civil servants and have ranks (职级)
GOVERNMENTS = frozenset({"city", "county"})  # they employ their leaders alone


class Office(NamedTuple):
    """A unit that employs people; `county` is the code of the county it belongs to, if any."""

    pk: int
    code: str
    name: str
    short_name: str
    kind: str
    level: str  # ZB03
    principals: int  # leader quotas
    deputies: int
    county: str

    @property
    def is_organ(self) -> bool:
        """Whether its people are civil servants."""
        return self.kind in ORGANS


@lru_cache(20_000)
def region(office: Office) -> str:
    """The county in whose name a unit is honoured, or the city."""
    return next((county.name for county in COUNTIES if county.name in office.name), "清河市")


def offices(units: Iterable[tuple[int, str, str, str, str, str, int, int]]) -> list[Office]:
    """Every unit but the headings of the tree, in the order given.

    A unit is the tuple of its id, code, name, short name, kind, level and two leader quotas.
    """
    units = list(units)
    counties = [code for _, code, _, _, kind, *_ in units if kind == "county"]
    return [
        Office(*unit, county=next((c for c in counties if f"{unit[1]}.".startswith(f"{c}.")), ""))
        for unit in units
        if unit[4] != "group"
    ]
