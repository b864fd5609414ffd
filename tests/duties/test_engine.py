"""The engine at its edges: people who move, leave and are taken back, figures that change."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.talks.duties import QUARTERLY
from assessments.talks.models import Talk
from cadres.choices import ExitGround
from cadres.people.services import edit
from cadres.roster import services as roster
from cadres.roster.models import RosterEntry
from policy.duties import services, then
from policy.duties.choices import Light, Subject
from policy.duties.models import Duty, Settlement
from policy.duties.refreshing import TooEarly, refresh, refresh_people
from policy.duties.rule import all_rules
from policy.parameters.models import Parameter, ParameterValue
from tests.world import World

ON = date(2026, 11, 23)
NAME = QUARTERLY.name


def run(on: date = ON, **more):
    """The rule of talks as of a day: what was done."""
    return refresh(on=on, rules=[QUARTERLY], **more)[NAME]


def states(period: str) -> dict[str, str]:
    """Name to state, of a period."""
    rows = Duty.objects.filter(rule=NAME, period=period)
    return dict(rows.values_list("cadre__name", "state"))


def duty(world: World, name: str, period: str = "2026Q4") -> Duty:
    return Duty.objects.get(rule=NAME, cadre=world.cadres[name], period=period)


def talk(world: World, name: str, on: date, **more) -> Talk:
    cadre = world.cadres[name]
    return Talk.objects.create(
        cadre=cadre, unit=cadre.unit, held_on=on, place="会议室", led_by="马建国", **more
    )


def set_figure(key: str, value: object, since: date | None = None, **more) -> None:
    """The city's value from a day on, or instead of the present one."""
    rows = ParameterValue.objects.filter(parameter__key=key, unit=None)
    if since is None:
        rows.update(value=value)
        return
    rows.update(until=since)
    parameter = Parameter.objects.get(key=key)
    ParameterValue.objects.create(parameter=parameter, value=value, since=since, **more)


def test_quarters_open_close_and_stay(world: World) -> None:
    first = run()
    assert first.made == first.wanted > 0
    assert states("2026Q2")["曾可欣"] == "withdrawn"
    everybody = ("周雨晴", "陈思远", "李明朗", "赵文博", "罗天翊")
    assert states("2026Q4") == dict.fromkeys(everybody, "open")
    assert run().changes == 0
    held = talk(world, "陈思远", date(2026, 10, 9))
    refresh_people([held.cadre_id], on=ON)
    found = duty(world, "陈思远")
    assert (found.state, found.done_on, found.evidence) == ("done", held.held_on, held.pk)
    held.delete()
    assert run(units=[found.unit_id]).reopened == 1
    assert duty(world, "陈思远").done_on is None


def test_what_is_open_moves_with_the_person_what_is_past_stays(world: World) -> None:
    talk(world, "周雨晴", date(2026, 8, 1))
    run()
    person, bureau = world.cadres["周雨晴"], world.named["市交通运输局"]
    elsewhere = world.named["市科技局"]
    edit(actor=world.city, cadre=person, seen=person.version, on=ON, unit=elsewhere)
    places = dict(Duty.objects.filter(rule=NAME, cadre=person).values_list("period", "unit"))
    assert places == {
        "2026Q1": bureau.pk,  # overdue: the bureau let it become so
        "2026Q2": bureau.pk,
        "2026Q3": bureau.pk,  # done there
        "2026Q4": elsewhere.pk,
    }
    assert run(whole=True).changes == 0
    assert run(date(2027, 1, 4)).made == 5
    person.refresh_from_db()
    edit(actor=world.city, cadre=person, seen=person.version, on=ON, unit=bureau)
    assert duty(world, "周雨晴").unit_id == elsewhere.pk  # the fourth quarter is over by now
    assert duty(world, "周雨晴", "2027Q1").unit_id == bureau.pk


def test_verbs_of_the_roster_show_at_once(world: World) -> None:
    run()
    released = world.stay("李明朗")
    how = {"actor": world.city, "today": ON}
    roster.release(entries=[released], on=date(2026, 11, 20), ground=ExitGround.PROMOTED, **how)
    found = duty(world, "李明朗")
    assert (found.state, found.withdrawn_on) == ("withdrawn", date(2026, 11, 20))
    roster.admit(people=[world.cadres["李明朗"]], on=date(2026, 11, 22), **how)
    assert duty(world, "李明朗").state == "open"
    (stay,) = roster.admit(people=[world.cadres["欧阳雪"]], on=date(2026, 2, 3), **how)
    periods = Duty.objects.filter(rule=NAME, cadre=stay.cadre).order_by("period")
    assert list(periods.values_list("period", "opened_on")) == [
        ("2026Q1", date(2026, 2, 3)),
        ("2026Q2", date(2026, 4, 1)),
        ("2026Q3", date(2026, 7, 1)),
        ("2026Q4", date(2026, 10, 1)),
    ]
    assert run(whole=True).changes == 0


def test_who_is_taken_back_never_owed_anything(world: World) -> None:
    run()
    person = world.cadres["欧阳雪"]
    (stay,) = roster.admit(actor=world.city, people=[person], on=date(2026, 2, 3), today=ON)
    talk(world, "欧阳雪", date(2026, 5, 5))
    refresh_people([person.pk], on=ON)
    assert states("2026Q2")["欧阳雪"] == "done"
    RosterEntry.objects.filter(pk=stay.pk).delete()
    refresh_people([person.pk], on=ON)
    rows = Duty.objects.filter(rule=NAME, cadre=person)
    assert set(rows.values_list("state", flat=True)) == {"withdrawn"}
    assert [row.withdrawn_on == row.opened_on for row in rows] == [True] * 4
    for on in (date(2026, 2, 3), date(2026, 6, 1), ON):
        assert not rows.existing(on).exists()
    assert run(whole=True).changes == 0


def test_a_waiver_holds_until_it_is_revoked(world: World) -> None:
    run()
    found = duty(world, "李明朗")
    services.waive(actor=world.city, duty=found, reason="住院", on=ON)
    held = talk(world, "李明朗", date(2026, 10, 10))
    refresh_people([held.cadre_id], on=ON)
    RosterEntry.objects.filter(cadre=held.cadre).update(left_on=ON, status="4", exit_ground="7")
    run(whole=True)
    assert duty(world, "李明朗").state == "waived"
    services.unwaive(actor=world.city, duty=duty(world, "李明朗"), on=ON)
    found = duty(world, "李明朗")
    assert (found.state, found.evidence, found.waived_by) == ("done", held.pk, None)


def test_a_missing_figure_stops_its_rule_alone_and_names_itself(world: World) -> None:
    run()
    ParameterValue.objects.filter(parameter__key="talk.per_quarter").delete()
    before = list(Duty.objects.order_by("pk").values())
    found = refresh(on=ON)
    assert "每季度次数" in found[NAME].fault and "talk.per_quarter" in found[NAME].fault
    assert found[NAME].changes == 0
    assert found["mentor.pair"].fault == "" and found["mentor.pair"].made > 0
    assert list(Duty.objects.filter(rule=NAME).order_by("pk").values()) == before
    # A verb goes on: the nightly job says what is missing.
    (stay,) = roster.admit(
        actor=world.city, people=[world.cadres["欧阳雪"]], on=date(2026, 10, 3), today=ON
    )
    assert stay.pk and not Duty.objects.filter(rule=NAME, cadre=stay.cadre).exists()


def test_a_figure_that_changes_in_mid_quarter(world: World) -> None:
    held = talk(world, "陈思远", date(2026, 10, 9))
    run()
    assert duty(world, "陈思远").state == "done"
    set_figure("talk.per_quarter", 2, date(2026, 11, 1))
    assert run().reopened == 1  # by the figure in force when the quarter ends
    assert run().changes == 0
    second = talk(world, "陈思远", date(2026, 11, 2), kind="work")
    refresh_people([held.cadre_id], on=ON)
    assert duty(world, "陈思远").evidence == second.pk
    set_figure("talk.yellow_days", 10)
    assert run().moved > 0 and run().changes == 0


def test_a_figure_of_the_past_is_settled_anew_without_being_told(world: World) -> None:
    for name in ("周雨晴", "李明朗", "赵文博", "罗天翊", "曾可欣"):
        talk(world, name, date(2026, 2, 2))
    run()
    assert set(states("2026Q1").values()) == {"done", "withdrawn"}
    set_figure("talk.per_quarter", 2)
    assert run().reopened == 4  # 曾可欣 had left, and is withdrawn
    assert states("2026Q1")["曾可欣"] == "withdrawn"


def test_responsibility_that_begins_later_and_earlier_again(world: World) -> None:
    run()
    everything = list(Duty.objects.order_by("pk").values_list("pk", "state", "withdrawn_on"))
    set_figure("duty.since", "2026-07-01")
    assert run().withdrawn > 0
    assert set(Duty.objects.existing(ON).values_list("period", flat=True)) == {"2026Q3", "2026Q4"}
    assert run().changes == 0
    set_figure("duty.since", "2026-01-01")
    run()
    now = list(Duty.objects.order_by("pk").values_list("pk", "state", "withdrawn_on"))
    assert now == everything


def test_a_county_that_is_stricter(world: World) -> None:
    talk(world, "赵文博", date(2026, 10, 9))
    talk(world, "李明朗", date(2026, 10, 9))
    ParameterValue.objects.create(
        parameter=Parameter.objects.get(key="talk.per_quarter"),
        unit=world.named["青川县"],
        value=2,
        since=date(2026, 10, 1),
        set_by=world.county,
    )
    run()
    assert states("2026Q4")["赵文博"] == "open" and states("2026Q4")["李明朗"] == "done"
    person = world.cadres["赵文博"]
    edit(
        actor=world.city,
        cadre=person,
        seen=person.version,
        on=ON,
        unit=world.named["市科技局"],
    )
    assert states("2026Q4")["赵文博"] == "done"  # as the city has it, where he is now


def test_what_is_over_keeps_the_figures_of_the_unit_that_owed_it(world: World) -> None:
    talk(world, "周雨晴", date(2026, 8, 1))
    talk(world, "周雨晴", date(2026, 10, 9))
    ParameterValue.objects.create(
        parameter=Parameter.objects.get(key="talk.per_quarter"),
        unit=world.named["青川县"],
        value=2,
        since=date(2026, 1, 1),
        set_by=world.county,
    )
    run()
    person = world.cadres["周雨晴"]
    mine = Duty.objects.filter(rule=NAME, cadre=person).order_by("period")
    before = list(mine.values_list("period", "state", "unit"))
    county = world.named["柳河镇"]
    edit(actor=world.city, cadre=person, seen=person.version, on=ON, unit=county)
    after = list(mine.values_list("period", "state", "unit"))
    assert after[:3] == before[:3] and after[2][1] == "done"
    assert after[3] == ("2026Q4", "open", county.pk)  # what runs still is asked for as there
    assert run(whole=True).changes == 0
    then_was = then.compute(on=date(2026, 8, 15), rules=[QUARTERLY])
    (third,) = [one for one in then_was if one.subject == person.pk and one.period == "2026Q3"]
    assert third.done_on == date(2026, 8, 1)


def test_the_rows_are_never_computed_back(world: World) -> None:
    run()
    held = talk(world, "陈思远", ON)
    refresh_people([held.cadre_id], on=ON)
    before = list(Duty.objects.order_by("pk").values())
    with pytest.raises(TooEarly, match="2026-11-23"):
        run(date(2026, 11, 22))
    with pytest.raises(TooEarly):
        run(date(2026, 5, 1), units=[held.unit_id])
    refresh_people([held.cadre_id], on=date(2026, 8, 1))  # a clock that is behind
    then_was = then.compute(on=date(2026, 8, 1), rules=[QUARTERLY])
    assert {one.period for one in then_was} == {"2026Q1", "2026Q2", "2026Q3"}
    assert list(Duty.objects.order_by("pk").values()) == before
    assert Settlement.objects.get(rule=NAME).on == ON


def test_a_waiver_stood_then_too(world: World) -> None:
    run(date(2026, 11, 1))
    services.waive(
        actor=world.city, duty=duty(world, "李明朗"), reason="住院", on=date(2026, 11, 2)
    )
    run()
    before, after = (
        {
            one.subject: one.waived_on
            for one in then.compute(on=on, rules=[QUARTERLY])
            if one.period == "2026Q4"
        }
        for on in (date(2026, 11, 1), date(2026, 11, 2))
    )
    pk = world.cadres["李明朗"].pk
    assert before[pk] is None and after[pk] == date(2026, 11, 2)


def test_some_units_leave_the_others_alone(world: World) -> None:
    county = world.named["柳河镇"].pk
    found = run(units=[county])
    assert found.made == Duty.objects.count() == 8  # two people, four quarters
    assert set(Duty.objects.values_list("unit", flat=True)) == {county}
    assert not Settlement.objects.exists()  # nobody may think that all are settled
    assert run(units=[]).wanted == 0


def test_statements_do_not_grow_with_people(world: World) -> None:
    refresh(on=ON)
    names = ("周雨晴", "李明朗", "赵文博")
    people = [world.cadres[name].pk for name in names]
    rules = sum(rule.about == Subject.CADRE for rule in all_rules().values())
    counts = []
    for some in (people[:1], people):
        with CaptureQueriesContext(connection) as asked:
            refresh_people(some, on=ON)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 3 + rules  # figures, locks, watermark; one for each


def test_many_people_are_left_to_a_job(world: World, django_capture_on_commit_callbacks) -> None:
    from core.jobs.models import Job

    with django_capture_on_commit_callbacks(execute=True):
        services.follow(range(1, 400), on=ON)
        services.follow(range(1, 400), on=ON)
    (job,) = Job.objects.filter(kind=services.REFRESH)
    assert job.params == {"whole": True} and job.requested_by is None
    assert not Duty.objects.exists()


def test_lights_by_the_day(world: World) -> None:
    run()
    rows = Duty.objects.filter(cadre=world.cadres["李明朗"], period="2026Q4")
    told = {
        date(2026, 11, 15): Light.LATER,
        date(2026, 11, 16): Light.SOON,
        date(2026, 12, 31): Light.SOON,
        date(2027, 1, 1): Light.OVERDUE,
    }
    for on, light in told.items():
        assert rows.with_light(on).get().light == light
