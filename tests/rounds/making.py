"""Rounds and sheets of the test world, by its verbs and written directly."""

from __future__ import annotations

from datetime import date
from typing import Any

from assessments.rounds import services
from assessments.rounds.models import Assessment, Round
from core.units.models import Unit
from tests.world import World

OPENED = date(2026, 12, 1)
SETTLED = date(2026, 12, 20)
ON = date(2026, 12, 22)  # the day on which these tests act
GOOD = "2"


def begin(world: World, *places: str, year: int = 2026, on: date = OPENED) -> dict[str, Round]:
    """Rounds of units by their short names."""
    units = [world.named[place] for place in places]
    found = services.open_rounds(actor=world.city, units=units, year=year, on=on)
    return {round.unit.short_name: round for round in found}


def sheet(world: World, name: str, year: int = 2026) -> Assessment:
    """Somebody's sheet as it is now."""
    rows = Assessment.objects.select_related("cadre__unit", "unit", "round__unit")
    return rows.get(cadre=world.cadres[name], year=year)


def propose(world: World, name: str, outcome: str = GOOD, **more: Any) -> Assessment:
    """From where it begins up to a proposed grade, by the city's department."""
    one = sheet(world, name)
    given = {"actor": world.city, "assessment": one, "on": more.pop("on", OPENED)}
    if one.state == "summary":
        services.submit(seen=one.version, summary="一年来履职情况。", **given)
        one.refresh_from_db()
    more = {"comment": "工作扎实。", "host_opinion": "表现良好。"} | more
    return services.propose(seen=one.version, outcome=outcome, **given, **more)


def number(world: World, round: Round, headcount: int, **more: Any) -> Round:
    """How many take part."""
    round.refresh_from_db()
    return services.edit_round(
        actor=world.city, round=round, seen=round.version, headcount=headcount, on=OPENED, **more
    )


def settle(world: World, round: Round, **more: Any) -> Round:
    """What was proposed stands."""
    round.refresh_from_db()
    given = {"actor": world.city, "meeting": "局党组会议", "day": SETTLED, "on": ON} | more
    return services.settle(round=round, seen=round.version, **given)


def settled(world: World, place: str, **grades: str) -> Round:
    """A settled round of a unit: grades by name, and the rest 称职."""
    round = begin(world, place)[place]
    for one in Assessment.objects.filter(round=round).select_related("cadre"):
        propose(world, one.cadre.name, grades.get(one.cadre.name, GOOD))
    number(world, round, 50)
    return settle(world, round)


def past(world: World, name: str, year: int, outcome: str, **more: Any) -> Assessment:
    """A year of the file, written directly."""
    cadre = world.cadres[name]
    given: dict[str, Any] = {"basis": "past", "state": "final"}
    given |= {"decided_on": date(year, 12, 25), "unit": cadre.unit}
    return Assessment.objects.create(cadre=cadre, year=year, outcome=outcome, **(given | more))


def unit(world: World, place: str) -> Unit:
    """A unit by its short name."""
    return world.named[place]
