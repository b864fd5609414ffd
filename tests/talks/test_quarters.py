"""Who is owed a talk in a quarter (clause 3.3.2), at the edges of stays and of figures."""

from datetime import date, timedelta

import pytest
from django.db.models import F

from cadres.choices import ExitGround
from cadres.roster.services import admit, release
from core.units.models import Unit
from policy.duties.models import Duty
from policy.duties.refreshing import refresh_people
from policy.parameters.models import ParameterValue
from policy.periods import Quarter
from tests.world import World
from tests.world_people import TODAY

NAME = "欧阳雪"  # never on the roster but for these stays
Q3, Q4 = "2026Q3", "2026Q4"


def duties(world: World, name: str = NAME, on: date = TODAY) -> dict[str, tuple]:
    """Period to state, the day it opened and the day it was withdrawn."""
    refresh_people([world.cadres[name].pk], on=on, rules=["talk.quarterly"])
    rows = Duty.objects.filter(rule="talk.quarterly", cadre=world.cadres[name])
    # The stay was entered before its end was: what was owed for no day is no duty.
    rows = rows.exclude(withdrawn_on__lte=F("opened_on"))
    return {row.period: (row.state, row.opened_on, row.withdrawn_on) for row in rows}


def stay(world: World, since: date, until: date | None = None) -> None:
    person = world.cadres[NAME]
    (entry,) = admit(actor=None, people=[person], on=since, today=TODAY)
    if until is not None:
        release(actor=None, entries=[entry], on=until, ground=ExitGround.PROMOTED, today=TODAY)


@pytest.mark.parametrize(
    ("entered", "is_asked"),
    # The third quarter ends on 09-30; 14 days of grace: 09-17 is the last day that is asked for.
    [(date(2026, 9, 17), True), (date(2026, 9, 18), False)],
)
def test_who_comes_late_is_not_asked_for(world: World, entered: date, is_asked: bool) -> None:
    stay(world, entered)
    found = duties(world)
    assert (Q3 in found) is is_asked
    assert found[Q4] == ("open", date(2026, 10, 1), None)
    if is_asked:
        assert found[Q3] == ("open", entered, None)


def test_who_comes_and_goes_is_owed_no_more(world: World) -> None:
    stay(world, date(2026, 7, 6), date(2026, 8, 3))
    assert duties(world) == {Q3: ("withdrawn", date(2026, 7, 6), date(2026, 8, 3))}


def test_who_leaves_on_the_first_day_was_not_there(world: World) -> None:
    stay(world, date(2026, 7, 6), date(2026, 10, 1))
    assert set(duties(world)) == {Q3}


def test_two_stays_in_a_quarter_are_one_duty(world: World) -> None:
    stay(world, date(2026, 7, 6), date(2026, 7, 20))
    stay(world, date(2026, 8, 10))
    assert duties(world)[Q3] == ("open", date(2026, 7, 6), None)


def test_a_talk_of_the_earlier_stay_counts(world: World, record) -> None:
    stay(world, date(2026, 10, 8), date(2026, 10, 20))
    stay(world, date(2026, 11, 2))
    record(NAME, date(2026, 10, 12), actor=world.city)
    assert duties(world)[Q4][0] == "done"


def test_two_a_quarter_need_two(world: World, record) -> None:
    ParameterValue.objects.filter(parameter__key="talk.per_quarter").update(value=2)
    first = record(held_on=date(2026, 10, 9))
    assert duties(world, "陈思远")[Q4][0] == "open"
    second = record(held_on=date(2026, 11, 9), kind="reminder")
    duty = Duty.objects.get(cadre=first.cadre, period=Q4)
    assert (duty.state, duty.done_on, duty.evidence) == ("done", second.held_on, second.pk)
    # Both make up for the third quarter, or it stays open.
    quarter = Quarter.parse(Q3)
    record(held_on=TODAY, makes_up_for=quarter)
    assert duties(world, "陈思远")[Q3][0] == "open"
    record(held_on=TODAY, kind="reminder", makes_up_for=quarter)
    assert duties(world, "陈思远")[Q3][0] == "done"


def test_who_moves_is_owed_by_the_new_unit_and_keeps_what_was_done(world: World, record) -> None:
    person = world.cadres["陈思远"]
    record(held_on=date(2026, 10, 9))
    person.unit = Unit.objects.get(short_name="市科技局")
    person.save()
    rows = Duty.objects.filter(cadre=person)
    duties(world, "陈思远", on=TODAY + timedelta(days=60))
    units = dict(rows.values_list("period", "unit__short_name"))
    assert units[Q4] == "市交通运输局"  # done there
    assert units["2027Q1"] == "市科技局"
    assert rows.get(period=Q4).state == "done"
