"""Yearly assessments of 100,000 people: the duty beside bare SQL, who assesses, what is told."""

from collections.abc import Iterator
from datetime import date
from statistics import median

from django.db import connection
from django.db.models import Count

from assessments.rounds.consequences import consequences
from assessments.rounds.duties import YEARLY
from assessments.rounds.models import Assessment
from assessments.rounds.who import assessed_at
from assessments.rounds.years import text_of
from bench.duty_facts import fill, insert
from bench.duty_plain import TARGET, UPSERT
from bench.report import Row, slower
from bench.rotation_facts import post
from bench.scene import Scene
from bench.timing import medians, timed
from cadres.roster.models import RosterEntry
from policy.duties.models import Duty, Settlement
from policy.duties.refreshing import refresh

ON = date(2026, 12, 28)
ROUNDS = 3
PEOPLE = 1_000
MOST_UNIT, MOST_TOLD = 0.1, 0.1  # seconds
CLEAR = "TRUNCATE policy_duty RESTART IDENTITY CASCADE"
# Three years of the file, as far as no other part has put them there; of this one, four in five.
PAST = """
FROM cadres_rosterentry e CROSS JOIN generate_series(2023, 2026) y
WHERE e.left_on IS NULL AND (y < 2026 OR e.cadre_id %% 5 <> 0) AND NOT EXISTS (
    SELECT FROM assessments_assessment a WHERE a.cadre_id = e.cadre_id AND a.year = y)
"""
PLAIN = f"""{TARGET}
SELECT 'assessment.yearly', e.cadre_id, e.cadre_id, COALESCE(a.unit_id, e.unit_id), '2026',
    GREATEST(e.entered_on, date '2026-12-01'), date '2027-01-31', date '2027-01-01',
    CASE WHEN a.id IS NOT NULL THEN 'done' WHEN e.left_on <= %(on)s THEN 'withdrawn'
         ELSE 'open' END,
    a.decided_on, a.id, CASE WHEN a.id IS NULL AND e.left_on <= %(on)s THEN e.left_on END, '',
    now()
FROM cadres_rosterentry e
LEFT JOIN assessments_assessment a ON a.cadre_id = e.cadre_id AND a.year = 2026
    AND a.outcome <> ''
WHERE (e.left_on IS NULL OR e.left_on > '2026-12-01') AND e.entered_on <= %(on)s
{UPSERT}"""


def assessing(scene: Scene) -> Iterator[Row]:
    """The duty first and again, the people of one unit, and what a thousand files are told."""
    roll = scene.many.enter()
    fill()
    post()
    assess()
    roll.tidy()
    first, again, plain, plain_again = _turns()
    size = f"{roll.units:,} people"
    yield slower(f"assessing: the yearly duty of {size}", first, plain, "bare SQL", at_most=2)
    yield slower("assessing: again, nothing changed", again, plain_again, "bare SQL", at_most=2)
    stays = RosterEntry.objects.open()
    unit = stays.values("unit_id").annotate(n=Count("pk")).order_by("-n", "unit_id")[0]
    people = list(stays.order_by("cadre_id").values_list("cadre_id", flat=True)[:PEOPLE])
    one, texts, effects = medians(
        lambda: assessed_at({unit["unit_id"]}, 2026, ON),
        lambda: text_of(people, ON),
        lambda: consequences(people, ON),
        rounds=5,
    )
    for what, seconds, most in (
        (f"whom a unit of {unit['n']} assesses", one, MOST_UNIT),
        (f"the three-year text of {PEOPLE:,}", texts, MOST_TOLD),
        (f"what follows for {PEOPLE:,}", effects, 2 * MOST_TOLD),
    ):
        yield slower(f"assessing: {what}", seconds, most, "allowed", at_most=1)


def assess() -> None:
    if Assessment.objects.filter(year=ON.year).exists():
        return
    grade = "(ARRAY['1', '2', '2', '2', '3'])[1 + (e.cadre_id + y) %% 5]"
    said = {
        "cadre_id": "e.cadre_id",
        "year": "y",
        "unit_id": "e.unit_id",
        "basis": "'past'",
        "state": "'final'",
        "outcome": grade,
        "decided_on": "make_date(y, 12, 20)",
    }
    insert(Assessment, PAST, said)


def _turns() -> list[float]:
    """Medians of the rule and of the bare statement, on an empty table and again, in turns."""
    found: list[list[float]] = [[], [], [], []]
    for number in range(ROUNDS + 1):
        turn = [_first(_rule), timed(_rule), _first(_plain), timed(_plain)]
        if number:
            for seconds, one in zip(found, turn, strict=True):
                seconds.append(one)
    return [median(one) for one in found]


def _first(work) -> float:
    Settlement.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(CLEAR)
    seconds = timed(work)
    if not Duty.objects.filter(rule=YEARLY.name, state="done").exists():
        raise SystemExit("nobody was assessed")
    return seconds


def _rule() -> None:
    refresh(on=ON, rules=[YEARLY], whole=True)


def _plain() -> None:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, {"on": ON})
