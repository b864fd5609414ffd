"""Loading units: what preparing them (paths, search words) adds to inserting them."""

from collections.abc import Iterator

from django.db import connection

from bench import databases
from bench.report import Row, rate
from bench.scene import Scene
from bench.timing import medians
from core.demo.city import city
from core.demo.loading import BATCH, load_units
from core.units.models import Unit, UnitPeriod

UNITS = 2_000


def seeding(scene: Scene) -> Iterator[Row]:
    """The demonstration's loader against `bulk_create` of objects that are ready."""
    empty = scene.empty
    databases.use(empty)
    seeds = city(units=UNITS)
    load_units(seeds)
    units, periods = list(Unit.objects.order_by("depth", "pk")), list(UnitPeriod.objects.all())

    def ours() -> None:
        _clear()
        load_units(seeds)

    def bare() -> None:
        _clear()
        Unit.objects.bulk_create(units, batch_size=BATCH)
        UnitPeriod.objects.bulk_create(periods, batch_size=BATCH)

    seconds = medians(ours, bare, rounds=3)
    yield rate("seeding: units", UNITS, *seconds, "bulk_create alone", at_least=0.5)


def _clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE core_unit CASCADE")
