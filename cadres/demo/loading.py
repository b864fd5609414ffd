"""Writing invented people into a database that has units but no people yet."""

from collections.abc import Callable
from io import StringIO
from typing import NamedTuple

from django.db import connection, transaction

from cadres.demo.bare_tables import bare
from cadres.demo.copying import TABLES, WITH_IDS, Writer
from cadres.demo.offices import offices
from cadres.demo.photos import draw_photos, may_draw
from cadres.demo.production import produced
from cadres.demo.scene import BATCH, Scene
from cadres.people.models import Cadre
from core.accounts.models import User
from core.demo.accounts import ACCOUNTS
from core.errors import refuse_if
from core.units.models import Unit

DEFAULT_PEOPLE, DEFAULT_ROSTER, MOST_PEOPLE = 3_000, 400, 1_000_000
MOST_PHOTOS = 400
UNIT_FACTS = (
    "pk", "code", "name", "short_name", "kind", "level", "principal_quota", "deputy_quota",
)  # fmt: skip
# The next ids come after those given here, and never before one given out already.
FREE_IDS = """
SELECT setval(sequence, GREATEST(nextval(sequence), (SELECT max(id) FROM {table})))
FROM (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS sequence) AS own
"""


class Loaded(NamedTuple):
    """How many people there are, and how many of them are or were on the roster."""

    people: int
    roster: int


def load_people(
    *,
    people: int = DEFAULT_PEOPLE,
    roster: int | None = None,
    seed: int = 2026,
    told: Callable[[int], None] = lambda done: None,
) -> Loaded:
    """Invented people with their history; the same for the same units, figures and seed.

    `told` hears now and then how many are written. Refused for impossible figures and where
    people are already.
    """
    on_roster = min(DEFAULT_ROSTER, people) if roster is None else roster
    _refuse(people, on_roster)
    if not people:
        return Loaded(0, 0)
    scene = Scene(offices(Unit.objects.values_list(*UNIT_FACTS)), people, on_roster, seed)
    photos = on_roster <= MOST_PHOTOS and may_draw()
    _write(Writer(scene, _account(), photos), told)
    if photos:
        draw_photos()
    return Loaded(people, on_roster)


def _refuse(people: int, roster: int) -> None:
    refuse_if(
        not 0 <= people <= MOST_PEOPLE,
        f"干部数 {people} 超出范围：请填写 0 至 {MOST_PEOPLE} 之间的整数。",
    )
    refuse_if(
        not 0 <= roster <= people,
        f"名册人数 {roster} 超出范围：请填写 0 至 {people}（干部数）之间的整数。",
    )
    refuse_if(
        people and Cadre.objects.exists(),
        "系统里已有干部，演示数据只能装入没有干部的系统。请先 make reset。",
    )


def _account() -> int | None:
    """The demonstration account “cadre”, where it exists."""
    username = next(account.username for account in ACCOUNTS if account.role == "cadre")
    return User.objects.filter(username=username).values_list("pk", flat=True).first()


@transaction.atomic
def _write(writer: Writer, told: Callable[[int], None]) -> None:
    with connection.cursor() as cursor:
        with bare(cursor, tuple(TABLES)):
            for number, copies in enumerate(produced(writer), start=1):
                for table, columns, text in copies:
                    names = ", ".join(columns)
                    cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", StringIO(text))
                told(min(number * BATCH, writer.scene.people))
        for table in WITH_IDS:
            cursor.execute(FREE_IDS.format(table=table), [table])
        for table in TABLES:
            cursor.execute(f"ANALYZE {table}")
