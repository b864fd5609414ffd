"""Loading people with their whole history."""

from collections.abc import Iterator
from time import perf_counter

from django.db import connection

from bench import databases
from bench.report import Row, rate
from bench.scene import Scene
from cadres.demo.loading import load_people
from core.demo.city import city
from core.demo.loading import load_accounts, load_units

PEOPLE = 100_000
WANTED = 5_000  # a second


def people(scene: Scene) -> Iterator[Row]:
    """Résumés, families, rewards and stays included; a tenth of them come onto the roster."""
    databases.use(scene.empty)
    load_units(city())
    load_accounts()
    begun = perf_counter()
    load_people(people=PEOPLE, roster=PEOPLE // 10)
    seconds = perf_counter() - begun
    what = f"seeding: {PEOPLE:,} people with their history"
    yield rate(what, PEOPLE, seconds, PEOPLE / WANTED, "wanted", at_least=1)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE core_unit, core_user CASCADE")
