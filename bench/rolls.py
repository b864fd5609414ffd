"""People in two sizes: as many on the roster as there are people, and a million for the names."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from django.db import connection

from bench.cities import City
from cadres.demo.loading import load_people
from cadres.people.models import Cadre
from cadres.people.prepare import prepared
from cadres.roster.entities import ROSTER
from core.choices import UnitKind
from core.demo.city import city
from core.demo.loading import load_accounts, load_units
from core.demo.people import names
from core.units.models import Unit

FEW, MANY, MILLION = 1_000, 100_000, 1_000_000
BATCH = 20_000
# What COPY writes; PostgreSQL works the rest out.
FIELDS = [
    field for field in Cadre._meta.concrete_fields if not (field.primary_key or field.generated)
]


@dataclass
class Roll(City):
    """The named city; `units` is the number of people, all of them on the roster."""

    entity = ROSTER

    def __str__(self) -> str:
        return f" {self.units:,} 名在库干部"

    def fill(self) -> None:
        """Units, accounts and people as the demonstration has them."""
        self.enter()
        self.load_city()
        load_accounts()
        load_people(people=self.units, roster=self.units)
        self.tidy()

    def load_city(self) -> None:
        """The units that are named."""
        load_units(city())


@dataclass
class YearEnd(Roll):
    """A city of 300 units that report."""

    units_of_city = 304

    def load_city(self) -> None:
        """With so many more townships than are named."""
        load_units(city(units=self.units_of_city))


@dataclass
class Crowd(City):
    """`units` people with a name, a unit and nothing else: enough to look for them by name."""

    def __str__(self) -> str:
        return f" {self.units:,} 个姓名"

    def fill(self) -> None:
        """Straight into the table; names repeat as they do in a crowd."""
        self.enter()
        load_units(city())
        load_accounts()
        places = Unit.objects.exclude(kind=UnitKind.GROUP).values_list("pk", flat=True)
        lines = self._lines(list(places))
        columns = ", ".join(field.column for field in FIELDS)
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX cadre_by_name")
            while batch := "".join(islice(lines, BATCH)):
                cursor.copy_expert(f"COPY cadres_cadre ({columns}) FROM STDIN", StringIO(batch))
            cursor.execute(
                "CREATE INDEX cadre_by_name ON cadres_cadre USING gin (tokens) "
                "WITH (fastupdate = off)"
            )
        self.tidy()

    def _lines(self, places: list[int]) -> Iterator[str]:
        usual = {field.column: field.get_default() for field in FIELDS}
        usual |= {"birth": "1990-01-01", "title": "科员"}
        for number, name in enumerate(names(self.units, seed=1)):
            own = {
                "name": str(name),
                "gender": name.gender,
                "unit_id": places[number % len(places)],
            }
            row = usual | own | prepared(str(name))
            yield "\t".join("\\N" if v is None else str(v) for v in row.values()) + "\n"
