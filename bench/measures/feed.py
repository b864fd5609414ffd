"""The roster for programs: all of it near the speed of the driver, and what changed."""

from collections.abc import Callable, Iterator
from time import sleep

import orjson
from django.db import connection
from django.http import QueryDict
from django.test import Client

from bench import plain
from bench.measures.streams import ALLOWED_GROWTH, growth_of
from bench.report import Row, rate, slower
from bench.rolls import Roll
from bench.scene import Scene
from bench.timing import medians
from cadres.roster.entities import ROSTER
from core.clients.models import ApiClient
from core.listing.page import Listing

ADDRESS = "/api/v1/roster/?format=ndjson"
NAME = "psycopg2 named cursor + orjson"


def feed(scene: Scene) -> Iterator[Row]:
    """A full pull with every field, its memory, and the delta after one row in 100 changed."""
    many = scene.many.enter()
    program = many.program(ROSTER)
    listing = Listing(ROSTER, ApiClient.objects.latest("pk"), QueryDict(), strict=True)
    count = listing.rows.count()
    ours, reference = medians(_pull(program, ADDRESS), _driver(listing), rounds=3)
    what = f"roster: REST ndjson, {count:,} stays, {len(listing.columns)} fields"
    yield rate(what, count, ours, reference, NAME, at_least=0.6)
    grown = growth_of(many, ADDRESS)
    texts = f"{grown:.1f} MB", f"{ALLOWED_GROWTH:.0f} MB allowed"
    yield Row("roster: REST ndjson, memory it adds", *texts, grown / ALLOWED_GROWTH, 1)
    yield _delta(many, program)


def _pull(client: Client, address: str) -> Callable[[], int]:
    def pull() -> int:
        return sum(len(piece) for piece in client.get(address).streaming_content)

    return pull


def _driver(listing: Listing) -> Callable[[], int]:
    """The statement of the list itself, with nothing between the driver and the writer."""
    names = ("id", *(column.name for column in listing.columns))
    rows = listing.rows.order_by("sort_key").values_list("pk", *(c.path for c in listing.columns))
    statement, params = rows.query.sql_with_params()
    option = orjson.OPT_APPEND_NEWLINE

    def read() -> int:
        return sum(
            len(orjson.dumps(dict(zip(names, row, strict=True)), option=option))
            for row in plain.rows(statement, params)
        )

    return read


def _delta(roll: Roll, program: Client) -> Row:
    """From the moment that a pull before the change told."""
    sleep(3)  # the stamps of loading are older than the margin of the feed, as on any other day
    until = program.get("/api/v1/roster/?size=1").headers["X-Updated-Until"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cadres_cadre SET note = 'x' WHERE id %% 100 = 0", [])
    roll.tidy()
    changed = f"{ADDRESS}&updated_since={until}"
    full, delta = medians(_pull(program, ADDRESS), _pull(program, changed), rounds=3)
    return slower("roster: delta after 1 % changed", delta, full, "full pull", at_most=0.03)
