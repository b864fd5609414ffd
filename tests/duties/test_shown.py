"""A duty in words, and duties counted: Python and the database say the same of a row."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policy.duties.choices import DutyState, Light
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from policy.duties.shown import action, countdown, evidence_url, light_of, light_on, matter, owes
from policy.duties.standing import by_rule, by_unit
from tests.world import World

DUE = date(2026, 12, 31)
DAY = timedelta(days=1)


def duty(**values) -> Duty:
    """A duty of the fourth quarter, yellow for its last 45 days."""
    usual = {
        "rule": "talk.quarterly",
        "period": "2026Q4",
        "opened_on": date(2026, 10, 1),
        "due_on": DUE,
        "yellow_from": DUE - 45 * DAY,
    }
    return Duty(**usual | values)


@pytest.mark.parametrize(
    ("on", "values", "said"),
    [
        (date(2026, 10, 1), {}, ("none", "还有 91 天")),
        (DUE - 46 * DAY, {}, ("none", "还有 46 天")),
        (DUE - 45 * DAY, {}, ("yellow", "还有 45 天")),
        (DUE, {}, ("yellow", "今天到期")),
        (DUE + DAY, {}, ("red", "逾期 1 天")),
        (DUE, {"done_on": DUE}, ("green", "已办")),
        (DUE - DAY, {"done_on": DUE}, ("yellow", "还有 1 天")),
        (DUE + 9 * DAY, {"done_on": DUE + 3 * DAY}, ("green", "逾期 3 天办结")),
        (DUE + 2 * DAY, {"done_on": DUE + 3 * DAY}, ("red", "逾期 2 天")),
        (DUE, {"waived_on": DUE}, ("waived", "已免办")),
        (DUE, {"withdrawn_on": DUE}, ("none", "不再要求")),
    ],
)
def test_a_light_and_its_words(on: date, values: dict, said: tuple[str, str]) -> None:
    assert light_of(duty(**values), on) == said


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2025, 12, 29), ("", "2026-12-31 截止")),
        (date(2025, 12, 30), ("366", "天后截止")),
        (DUE - DAY, ("1", "天后截止")),
        (DUE, ("", "今天截止")),
        (DUE + DAY, ("1", "天逾期")),
        (DUE + 700 * DAY, ("700", "天逾期")),
    ],
)
def test_a_large_number_counts_days_and_a_far_end_is_a_day(on: date, said: tuple) -> None:
    assert countdown(DUE, on) == said


def test_what_python_says_of_a_light_is_what_the_database_says(world: World) -> None:
    refresh(on=date(2026, 11, 23))
    Duty.objects.filter(cadre=world.cadres["李明朗"], period="2026Q3").update(
        state=DutyState.DONE, done_on=date(2026, 10, 9), evidence=1
    )
    Duty.objects.filter(cadre=world.cadres["赵文博"], period="2026Q3").update(
        state=DutyState.WAIVED,
        waived_on=date(2026, 10, 9),
        waived_by=world.city,
        waive_reason="长期病假",
    )
    for ahead in range(0, 400, 3):
        on = date(2026, 1, 1) + ahead * DAY
        for row in Duty.objects.existing(on).with_light(on):
            assert row.light == light_on(row, on), (row, on)


def test_matter_says_whom_and_what(world: World) -> None:
    refresh(on=date(2026, 11, 23))
    row = Duty.objects.get(cadre=world.cadres["周雨晴"], period="2026Q4")
    assert matter(row) == "周雨晴　2026年四季度谈心谈话"
    assert matter(Duty(rule="gone", period="x", unit=row.unit)) == "市交通运输局　gone"
    assert evidence_url(row) == ""


def test_who_owes_is_the_same_for_a_row_and_for_the_table(world: World) -> None:
    refresh(on=date(2026, 11, 23))
    every = list(Duty.objects.select_related("unit", "cadre"))
    for name, user in world.users.items():
        mine = set(Duty.objects.owed_by(user).values_list("pk", flat=True))
        assert mine == {row.pk for row in every if owes(row, user)}, name
        assert bool(mine) == (name in ("secretary", "clerk"))
        if not mine:
            assert {action(row, user) for row in every} == {None}


def test_counts_add_up_and_stay_within_what_is_seen(world: World) -> None:
    on = date(2026, 11, 23)
    refresh(on=on)
    assert world.city.scopes
    with CaptureQueriesContext(connection) as asked:
        found = by_rule(world.city, on)["talk.quarterly"]
    assert len(asked) == 1
    assert found == {Light.OVERDUE: 14, Light.SOON: 5, Light.WITHDRAWN: 3}
    bureau = by_rule(world.secretary, on)["talk.quarterly"]
    assert bureau == by_rule(world.city, on, world.named["市交通运输局"])["talk.quarterly"]
    assert by_rule(world.nobody, on) == by_rule(world.cadre, on) == {}
    cells = by_unit(world.secretary, "talk.quarterly", ["2026Q3", "2026Q4"], on)
    unit = world.named["市交通运输局"].pk
    assert cells == {
        (unit, "2026Q3"): {Light.OVERDUE: 2},
        (unit, "2026Q4"): {Light.SOON: 2},
    }
