"""校核 of everybody: every rule over 100,000 people, found and written down; one person; staged."""

from collections.abc import Iterator
from datetime import date
from time import perf_counter

from django.db import connection, transaction

from bench.report import Row, slower
from bench.scene import Scene
from cadres.checks.files import Files
from cadres.checks.finding import findings
from cadres.checks.models import Finding
from cadres.checks.refreshing import refresh_all, refresh_people
from cadres.checks.rules import RULES
from cadres.checks.staging import StagedPerson, check_staged
from cadres.checks.tallying import tally
from cadres.people.models import Cadre
from cadres.people.services.rows import family_of, resume_of

ON = date(2026, 6, 30)
MOST = 15.0  # seconds for everybody
MOST_ALONE = 0.5  # seconds for the tab of one person
STAGED = 1_000
# A tenth of the people each lack something, so that there is something to write down.
SPOIL = """
UPDATE cadres_cadre SET
    native_place = CASE WHEN id % 10 = 0 THEN '云州' ELSE native_place END,
    phone = CASE WHEN id % 10 = 1 THEN '1234' ELSE phone END
WHERE id % 10 < 2
"""


def checks(scene: Scene) -> Iterator[Row]:
    """Nothing is found in invented people; spoiled, a fifth of them are told of."""
    many = scene.many.enter()
    yield _row(f"checks: {len(RULES)} rules over {many.units:,} clean people", _timed(_run))
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(SPOIL)
        seconds = _timed(_run)
        count = Finding.objects.count()
        yield _row(f"checks: the same with {count:,} findings to write", seconds)
        yield _row("checks: the same again, nothing new", _timed(_run))
        pk = Finding.objects.values_list("cadre", flat=True).first()
        alone = min(_timed(lambda: refresh_people([pk], on=ON)) for _ in range(5))
        yield slower("checks: one person", alone, MOST_ALONE, "allowed", at_most=1)
        transaction.set_rollback(True)
    yield _staged()


def _run() -> None:
    refresh_all(on=ON)
    tally(on=ON)


def _timed(what) -> float:
    begun = perf_counter()
    what()
    return perf_counter() - begun


def _row(what: str, seconds: float) -> Row:
    return slower(what, seconds, MOST, "allowed", at_most=1)


def _staged() -> Row:
    """A thousand people staged and checked, beside the same rules over the same people stored."""
    people = list(Cadre.objects.select_related("unit").order_by("pk")[:STAGED])
    staged = [
        StagedPerson(key=one.pk, cadre=one, resume=resume_of(one), family=family_of(one))
        for one in people
    ]
    files = Files(ON, [one.pk for one in people], many=False)
    stored = _timed(lambda: list(findings(RULES, files)))
    ours = _timed(lambda: check_staged(staged, on=ON))
    return slower(f"checks: {STAGED:,} people staged", ours, stored, "stored", at_most=4)
