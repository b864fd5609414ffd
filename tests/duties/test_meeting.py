"""Runs and verbs that meet, with real commits: one row each, and the newer facts hold."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import Any

import psycopg2
import pytest
from django.db import OperationalError, connection, transaction

from assessments.talks.duties import QUARTERLY
from assessments.talks.models import Talk
from policy.duties.models import Duty, Settlement
from policy.duties.refreshing import refresh, refresh_people
from tests.world import World

ON = date(2026, 11, 23)


class Call(threading.Thread):
    """A call on a connection of its own: what it gave, or what it raised."""

    def __init__(self, call: Callable[[], Any]) -> None:
        super().__init__()
        self.call, self.found, self.raised = call, None, None
        self.start()

    def run(self) -> None:
        try:
            self.found = self.call()
        except Exception as raised:
            self.raised = raised
        finally:
            connection.close()

    def ended(self) -> Any:
        self.join(30)
        assert not self.is_alive()
        if self.raised is not None:
            raise self.raised
        return self.found


def run() -> Any:
    return refresh(on=ON, rules=[QUARTERLY])[QUARTERLY.name]


def session():
    """Another connection to the test's database."""
    told = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    return closing(psycopg2.connect(**{name: told[name] for name in names if told.get(name)}))


def waiting_backend(statement: str = "required AS MATERIALIZED") -> int:
    """The backend whose statement waits for a lock, once there is one."""
    with session() as watching, watching.cursor() as cursor:
        watching.autocommit = True  # or it would see what it saw first
        for _ in range(300):
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
                "AND datname = current_database() AND query LIKE %s LIMIT 1",
                [f"%{statement}%"],
            )
            if row := cursor.fetchone():
                return row[0]
            cursor.execute("SELECT pg_sleep(0.05)")
    raise AssertionError("nobody waits")


def rows() -> list[tuple]:
    return list(
        Duty.objects.order_by("rule", "period", "subject").values_list(
            "rule", "period", "subject", "state", "unit", "opened_on", "due_on", "done_on"
        )
    )


def held(world: World, name: str) -> Talk:
    cadre = world.cadres[name]
    return Talk.objects.create(
        cadre=cadre, unit=cadre.unit, held_on=date(2026, 10, 9), place="会议室", led_by="马建国"
    )


def test_two_runs_at_once_are_one(committed_world: World) -> None:
    calls = [Call(run) for _ in range(3)]
    made = [call.ended().made for call in calls]
    assert sorted(made)[:2] == [0, 0] and max(made) == Duty.objects.count() > 0
    before = rows()
    assert run().changes == 0 and rows() == before


def test_a_run_that_is_killed_leaves_nothing_of_its_rule(committed_world: World) -> None:
    with session() as other, other.cursor() as cursor:
        cursor.execute("LOCK TABLE policy_duty IN SHARE MODE")  # the run comes as far as writing
        call = Call(run)
        with session() as third, third.cursor() as killing:
            killing.execute("SELECT pg_terminate_backend(%s)", [waiting_backend()])
        with pytest.raises(OperationalError):
            call.ended()
        other.rollback()
    assert not Duty.objects.exists() and not Settlement.objects.exists()
    made = run().made
    assert made == Duty.objects.count() > 0
    fresh = rows()
    Duty.objects.all().delete()
    Settlement.objects.all().delete()
    run()
    assert rows() == fresh


def test_what_a_verb_found_holds_against_a_run_that_looked_before(committed_world: World) -> None:
    world, looked, may_end = committed_world, threading.Event(), threading.Event()

    def night() -> None:
        with transaction.atomic():
            run()
            looked.set()
            assert may_end.wait(30)

    nightly = Call(night)
    assert looked.wait(30)

    def verb() -> None:
        with transaction.atomic():
            talk = held(world, "陈思远")
            refresh_people([talk.cadre_id], on=ON)

    asked = Call(verb)  # waits for the row that the run is writing
    waiting_backend()
    may_end.set()
    nightly.ended()
    asked.ended()
    assert Duty.objects.get(cadre=world.cadres["陈思远"], period="2026Q4").state == "done"
    assert run().changes == 0


def test_a_run_leaves_alone_what_a_verb_is_writing(committed_world: World) -> None:
    world = committed_world
    run()
    Duty.objects.filter(period="2026Q4").update(opened_on=date(2026, 10, 2))  # the run will mend it
    with transaction.atomic():
        talk = held(world, "陈思远")
        refresh_people([talk.cadre_id], on=ON)
        Call(run).ended()  # it looks before the verb commits, and does not wait for its row
    duty = Duty.objects.get(cadre=world.cadres["陈思远"], period="2026Q4")
    assert (duty.state, duty.evidence, duty.opened_on) == ("done", talk.pk, date(2026, 10, 1))
    others = Duty.objects.filter(period="2026Q4").exclude(pk=duty.pk)
    assert set(others.values_list("opened_on", flat=True)) == {date(2026, 10, 1)}
    assert run().changes == 0


def test_two_verbs_about_one_person_know_of_each_other(committed_world: World) -> None:
    world = committed_world
    run()
    person = world.cadres["陈思远"]

    def record() -> None:
        with transaction.atomic():
            held(world, "陈思远")
            refresh_people([person.pk], on=ON)

    def leave() -> None:
        with transaction.atomic():
            stay = world.stay("陈思远")
            type(stay).objects.filter(pk=stay.pk).update(
                left_on=date(2026, 11, 1), status="4", exit_ground="7"
            )
            refresh_people([person.pk], on=ON)

    for call in [Call(record), Call(leave)]:
        call.ended()
    before = rows()
    assert run().changes == 0 and rows() == before


def test_a_run_and_a_verb_about_two_people_do_not_wait_for_each_other(
    committed_world: World,
) -> None:
    run()
    duties = Duty.objects.filter(period="2026Q4").order_by("pk")
    duties.update(opened_on=date(2026, 10, 2))  # the run will mend it
    first, *_, last = duties
    with transaction.atomic():
        for one in (last, first):  # as a verb about both comes to write them
            Duty.objects.filter(pk=one.pk).update(unit=one.unit_id)
            Call(run).ended()
    assert run().moved == 1  # the last; the first was free when the first run came by
    assert set(duties.values_list("opened_on", flat=True)) == {date(2026, 10, 1)}
