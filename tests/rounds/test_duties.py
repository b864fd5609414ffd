"""The yearly duty: opened, done, exempt."""

from datetime import date

import pytest

from assessments.rounds.duties import YEARLY
from cadres.choices import ExitGround
from cadres.roster import services as roster
from policy.duties.models import Duty
from policy.duties.refreshing import refresh, refresh_people
from policy.duties.shown import thing
from tests.appraisals.making import away
from tests.rounds.making import begin, past, settled
from tests.world import World

OPEN = {"周雨晴", "陈思远", "李明朗", "赵文博", "罗天翊"}


def owed(on: date, period: str = "2026") -> dict[str, str]:
    refresh(on=on, rules=[YEARLY])
    rows = Duty.objects.filter(rule=YEARLY.name, period=period)
    return dict(rows.values_list("cadre__name", "state"))


def test_it_opens_with_the_month_of_assessment(world: World) -> None:
    assert owed(date(2026, 11, 30)) == {}
    assert owed(date(2026, 12, 1)) == dict.fromkeys(OPEN, "open")
    duty = Duty.objects.filter(rule=YEARLY.name).first()
    assert duty is not None
    # by the calendar: 31 days after the last of December
    assert (duty.opened_on, duty.due_on) == (date(2026, 12, 1), date(2027, 1, 31))
    assert thing(duty) == "2026年度考核"
    assert owed(date(2027, 3, 1), "2027") == {}


def test_a_decided_grade_is_the_proof(world: World) -> None:
    settled(world, "市交通运输局")
    past(world, "李明朗", 2026, "2")
    found = owed(date(2026, 12, 26))
    done = {"周雨晴", "陈思远", "李明朗"}
    assert found == dict.fromkeys(OPEN, "open") | dict.fromkeys(done, "done")


@pytest.mark.parametrize(
    ("left", "state"),
    [(date(2026, 11, 20), None), (date(2026, 12, 1), None), (date(2026, 12, 2), "withdrawn")],
)
def test_who_left_before_it_opened_is_exempt(world: World, left: date, state: str | None) -> None:
    roster.release(
        actor=None,
        entries=[world.stay("李明朗")],
        on=left,
        today=date(2026, 12, 5),
        ground=ExitGround.OTHER,
    )
    assert owed(date(2026, 12, 5)).get("李明朗") == state


def test_who_came_in_december_is_owed_from_then(world: World) -> None:
    roster.admit(
        actor=None,
        people=[world.cadres["单文静"]],
        on=date(2026, 12, 20),
        today=date(2026, 12, 20),
    )
    assert owed(date(2026, 12, 21))["单文静"] == "open"
    assert Duty.objects.get(rule=YEARLY.name, cadre__name="单文静").opened_on == date(2026, 12, 20)
    roster.admit(
        actor=None, people=[world.cadres["欧阳雪"]], on=date(2027, 1, 2), today=date(2027, 1, 2)
    )
    assert "欧阳雪" not in owed(date(2027, 1, 3))


def test_it_is_owed_by_whoever_assesses(world: World) -> None:
    away(world, "陈思远", "柳河镇", date(2026, 1, 1), date(2027, 1, 1))
    owed(date(2026, 12, 1))
    duty = Duty.objects.filter(rule=YEARLY.name, cadre__name="陈思远")
    assert duty.values_list("unit__short_name", flat=True).get() == "市交通运输局"
    begin(world, "柳河镇")
    refresh_people([world.cadres["陈思远"].pk], on=date(2026, 12, 2))
    assert duty.values_list("unit__short_name", flat=True).get() == "柳河镇"
