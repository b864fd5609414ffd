"""All units at once over REST: near the speed of the driver, in memory that does not grow."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import orjson
from django.test import Client

from bench import databases, plain
from bench.cities import City
from bench.report import Row, rate
from bench.scene import Scene
from bench.timing import medians
from core.units.entities import UNITS

ADDRESS = "/api/v1/units/?format=ndjson"
ALLOWED_GROWTH = 30.0  # megabytes


def streams(scene: Scene) -> Iterator[Row]:
    """Lines of JSON with every column, through the whole of Django; then its memory."""
    large = scene.large
    large.enter()
    ours, reference = medians(_rest(large.program()), _driver, rounds=3)
    name = "psycopg2 named cursor + orjson"
    what = f"REST ndjson, {large.units:,} units"
    yield rate(what, large.units, ours, reference, name, at_least=0.6)
    grown = growth_of(large, ADDRESS)
    texts = f"{grown:.1f} MB", f"{ALLOWED_GROWTH:.0f} MB allowed"
    yield Row("REST ndjson, memory it adds", *texts, grown / ALLOWED_GROWTH, 1)


def _rest(client: Client) -> Callable[[], int]:
    def pull() -> int:
        return sum(len(piece) for piece in client.get(ADDRESS).streaming_content)

    return pull


def _driver() -> int:
    names = ("id", *(column.name for column in UNITS.columns))
    option = orjson.OPT_APPEND_NEWLINE
    return sum(
        len(orjson.dumps(dict(zip(names, row, strict=True)), option=option))
        for row in plain.units([column.path for column in UNITS.columns])
    )


def growth_of(city: City, address: str) -> float:
    """Megabytes that a pull adds to a fresh process at its highest."""
    child = subprocess.run(
        [sys.executable, "-m", "bench.memory", city.viewer.username, address],
        env=os.environ | {"DATABASE_URL": databases.address(city.database)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(child.stdout)
