"""Rotation over 100,000 people with five postings each, beside the same rules as bare SQL."""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from bench.duty_facts import ON, fill
from bench.report import Row, counted, slower
from bench.rotation_facts import post
from bench.rotation_plain import meter, upsert
from bench.scene import Scene
from bench.timing import medians, timed
from cadres.dossier.dossier import dossier
from cadres.dossier.timeline_drawing import timeline
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from policy.duties.models import Duty, Settlement
from policy.duties.refreshing import refresh, refresh_people
from rotation.meter.duties import RULES
from rotation.meter.meter import meter_of
from rotation.meter.reasons import reasons_for
from rotation.meter.standing import by_unit
from rotation.person.lanes import frontline, posts
from rotation.person.rows import rows_of
from rotation.postings.models import Posting

ROUNDS = 3
NAMES = [rule.name for rule in RULES]
MOST_ALONE = 0.05  # seconds for one person in a verb, for a person's meter
MOST_UNIT = 0.1  # for all people of a unit
CLEAR = "TRUNCATE policy_duty RESTART IDENTITY CASCADE"


def rotation(scene: Scene) -> Iterator[Row]:
    """The rules first and again, the meter, one person, one unit, and reasons for a proposal."""
    roll = scene.many.enter()
    fill()
    post()
    roll.tidy()
    first, again, plain, plain_again = _turns()
    size = f"{roll.units:,} people with five postings"
    yield slower(f"rotation: five rules over {size}", first, plain, "bare SQL", at_most=2)
    yield slower("rotation: again, nothing changed", again, plain_again, "bare SQL", at_most=2)
    everybody = RosterEntry.objects.visible_to(roll.viewer)
    ours, bare = medians(lambda: by_unit(everybody, ON), meter, rounds=ROUNDS)
    yield slower("rotation: the meter by unit", ours, bare, "bare SQL", at_most=2)
    yield from _few(roll)


def _few(roll) -> Iterator[Row]:
    unit, people = _unit()
    cadre = RosterEntry.objects.filter(cadre=people[0]).select_related("cadre").first().cadre
    alone, person, page, some = medians(
        lambda: refresh(on=ON, units=[unit], rules=RULES),
        lambda: refresh_people([people[0]], on=ON, rules=NAMES),
        lambda: meter_of(cadre, ON, roll.viewer),
        lambda: reasons_for(people, ON),
        rounds=5,
    )
    for what, seconds, most in (
        (f"one unit of {len(people)} alone", alone, MOST_UNIT),
        ("one person, in a verb", person, MOST_ALONE),
        ("one person's meter", page, MOST_ALONE),
        (f"reasons for the {len(people)} of a unit", some, 2.5 * MOST_UNIT),
    ):
        yield slower(f"rotation: {what}", seconds, most, "allowed", at_most=1)
    yield from _timeline(cadre, roll)


def _timeline(cadre: Cadre, roll) -> Iterator[Row]:
    """The lanes of a person with thirty postings, against those of one with five."""
    lanes = (posts, frontline)
    (few,) = medians(lambda: timeline(dossier(roll.viewer, cadre.pk, ON), lanes), rounds=9)
    has = Posting.objects.filter(cadre=cadre).count()
    Posting.objects.bulk_create(
        Posting(
            cadre=cadre,
            kind="appointment",
            unit_id=cadre.unit_id,
            title=f"工作专班第 {n} 组组长",
            is_main=False,
            since=date(2022, 1, 1) + timedelta(days=50 * n),
            ended_on=date(2022, 4, 1) + timedelta(days=50 * n),
            end_reason="completed",
        )
        for n in range(30 - has)
    )
    person = dossier(roll.viewer, cadre.pk, ON)
    with CaptureQueriesContext(connection) as queries:
        rows = rows_of(person)
    what = f"rotation: statements for {len(rows)} postings of a person's timeline"
    yield counted(what, len(queries), 1, "allowed", at_most=1)
    (many,) = medians(lambda: timeline(dossier(roll.viewer, cadre.pk, ON), lanes), rounds=9)
    yield slower("rotation: the timeline of 30 postings", many, few, f"with {has}", at_most=3)


def _turns() -> list[float]:
    """Medians of ours first and again, the plain ones first and again."""
    found: list[list[float]] = [[], [], [], []]
    for number in range(ROUNDS + 1):
        _clear()
        seconds = [timed(lambda: refresh(on=ON, rules=RULES)) for _ in range(2)]
        ours = _made()
        _clear()
        seconds += [timed(upsert), timed(upsert)]
        if ours != _made():
            sys.stderr.write(f"轮岗责任不一致：{ours} {_made()}\n")
        if number:
            for one, value in zip(found, seconds, strict=True):
                one.append(value)
    _clear()
    refresh(on=ON, rules=RULES)  # the rest is measured on our own rows
    return [median(one) for one in found]


def _clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute(CLEAR)
    Settlement.objects.all().delete()


def _made() -> list[tuple[str, str, int]]:
    """How many of each rule and state: both ways must come to the same."""
    rows = Duty.objects.order_by("rule", "state").values_list("rule", "state")
    return list(rows.annotate(n=Count("pk")))


def _unit() -> tuple[int, list[int]]:
    """A unit of the usual size, and its people."""
    rows = Duty.objects.filter(rule="rotation.posts").order_by()
    sizes = sorted(rows.values_list("unit").annotate(n=Count("pk")), key=lambda row: row[1])
    unit = sizes[len(sizes) // 2][0]
    return unit, list(rows.filter(unit=unit).values_list("subject", flat=True))
