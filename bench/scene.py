"""Every database that something is measured in, filled when it is first asked for."""

import sys
from functools import cached_property

from bench.cities import LARGE, SMALL, City
from bench.rolls import FEW, MANY, MILLION, Crowd, Roll, YearEnd


class Scene:
    """`large` and `small` differ in units, `many` and `few` in people on the roster.

    `crowd` is a million people of whom nobody is on it; `empty` is the name of a database without
    units.
    """

    names = ("large", "small", "empty", "many", "few", "crowd", "year_end")

    def __init__(self, databases: list[str]) -> None:
        self.databases = dict(zip(self.names, databases, strict=True))

    @property
    def empty(self) -> str:
        """No units, no people."""
        return self.databases["empty"]

    @cached_property
    def small(self) -> City:
        """1,000 units."""
        return _filled(City(self.databases["small"], SMALL))

    @cached_property
    def large(self) -> City:
        """100,000 units."""
        return _filled(City(self.databases["large"], LARGE))

    @cached_property
    def few(self) -> Roll:
        """1,000 people on the roster, in the named city of 240 units."""
        return _filled(Roll(self.databases["few"], FEW))

    @cached_property
    def many(self) -> Roll:
        """100,000 people on the roster, in the same units."""
        return _filled(Roll(self.databases["many"], MANY))

    @cached_property
    def year_end(self) -> YearEnd:
        """100,000 people on the roster, in a city of 300 units that report."""
        return _filled(YearEnd(self.databases["year_end"], MANY))

    @cached_property
    def crowd(self) -> Crowd:
        """1,000,000 people."""
        return _filled(Crowd(self.databases["crowd"], MILLION))


def _filled(city):
    sys.stderr.write(f"装入{city}……\n")
    city.fill()
    return city
