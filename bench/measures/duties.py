"""Duties of 100,000 people, all rules, beside one plain upsert for each; a unit; a million."""

import sys
from collections.abc import Iterator
from statistics import median

from django.db import connection
from django.db.models import Count

from bench.duty_facts import ON, enrol, fill
from bench.duty_plain import upsert
from bench.report import Row, slower
from bench.scene import Scene
from bench.timing import medians, timed
from policy.duties.models import Duty, Settlement
from policy.duties.refreshing import refresh, refresh_people
from policy.duties.rule import DutyRule, all_rules

ROUNDS = 3
MOST_ALONE = 0.05  # seconds for one unit
# What bench/duty_plain.py has by hand; rotation has a part of its own.
MEASURED = ("talk.", "concern.", "mentor.")
CLEAR = "TRUNCATE policy_duty RESTART IDENTITY CASCADE"


def duties(scene: Scene) -> Iterator[Row]:
    """First on an empty table, then again with nothing changed, in turns."""
    roll = scene.many.enter()
    fill()
    roll.tidy()
    rules = len(_rules())
    first, again, plain, plain_again = _turns()
    size = f"{roll.units:,} people"
    yield slower(f"duties: {rules} rules over {size}", first, plain, "plain upserts", at_most=2)
    yield slower("duties: again, nothing changed", again, first, "the first run", at_most=1)
    yield slower(
        "duties: again, beside the plain ones", again, plain_again, "plain upserts", at_most=2
    )
    unit, people = _unit()
    alone, person = medians(
        lambda: refresh(on=ON, units=[unit]), lambda: refresh_people([people[0]], on=ON), rounds=5
    )
    yield slower(
        f"duties: one unit of {len(people)} alone", alone, MOST_ALONE, "allowed", at_most=1
    )
    yield slower("duties: one person, in a verb", person, MOST_ALONE, "allowed", at_most=1)
    yield from _million(scene, first / roll.units)


def _million(scene: Scene, each: float) -> Iterator[Row]:
    """Ten times the people in ten times the time."""
    crowd = scene.crowd.enter()
    enrol()
    fill()
    crowd.tidy()
    seconds = _first()
    yield slower(
        f"duties: {crowd.units:,} people, first",
        seconds,
        each * crowd.units,
        "as many times the time of 100,000",
        at_most=1.5,
    )
    again = timed(lambda: refresh(on=ON, rules=_rules()))
    yield slower(f"duties: {crowd.units:,} people, again", again, seconds, "the first", at_most=1)


def _turns() -> list[float]:
    """Medians of ours first and again, the plain ones first and again."""
    found: list[list[float]] = [[], [], [], []]
    for number in range(ROUNDS + 1):
        seconds = [_first(), timed(lambda: refresh(on=ON, rules=_rules()))]
        ours = _made()
        _clear()
        seconds += [timed(upsert), timed(upsert)]
        if ours != _made():
            sys.stderr.write(f"责任事项不一致：{ours} {_made()}\n")
        if number:
            for one, value in zip(found, seconds, strict=True):
                one.append(value)
    _first()  # the rest is measured on our own rows
    return [median(one) for one in found]


def _first() -> float:
    _clear()
    return timed(lambda: refresh(on=ON, rules=_rules()))


def _rules() -> list[DutyRule]:
    return [rule for rule in all_rules().values() if rule.name.startswith(MEASURED)]


def _clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute(CLEAR)
    Settlement.objects.all().delete()


def _made() -> list[tuple[str, str, int]]:
    """How many of each rule and state: both ways must come to the same."""
    rows = Duty.objects.exclude(rule__startswith="talk.spot").order_by("rule", "state")
    rows = rows.values_list("rule", "state")
    return list(rows.annotate(n=Count("pk")))


def _unit() -> tuple[int, list[int]]:
    """A unit of the usual size, and its people."""
    rows = Duty.objects.filter(rule="talk.quarterly", period="2026Q4").order_by()
    sizes = sorted(rows.values_list("unit").annotate(n=Count("pk")), key=lambda row: row[1])
    unit = sizes[len(sizes) // 2][0]
    return unit, list(rows.filter(unit=unit).values_list("subject", flat=True))
