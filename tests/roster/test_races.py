"""Two at once, with real commits: what was confirmed twice is done once, and copies stay copies."""

import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import Any

import psycopg2
import pytest
from django.db import connection
from django.urls import reverse

from cadres.intake.services import admission
from cadres.pools.models import PoolMembership
from cadres.roster import services
from cadres.roster.models import RosterAct, RosterEntry, RosterStage
from core.errors import DomainError
from tests.copies.test_copies import strays
from tests.intake.making import newcomer, ranking
from tests.roster.stepping import confirm, preview
from tests.world_people import TODAY

DAY = date(2026, 10, 1)


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each call gave, or the refusal that it raised; each on a connection of its own."""
    found: list[Any] = [None] * len(calls)
    gate = threading.Barrier(len(calls))

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            gate.wait()
            found[place] = call()
        except DomainError as refusal:
            found[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def session():
    """Another connection to the test's database."""
    told = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    return closing(psycopg2.connect(**{name: told[name] for name in names if told.get(name)}))


def test_a_file_that_changes_while_the_person_enters_is_copied_as_it_comes_out(committed_world):
    world = committed_world
    person, elsewhere = world.cadres["单文静"], world.named["清溪镇"]
    who = {"actor": world.city, "people": [person], "on": DAY, "today": TODAY}
    with session() as other, other.cursor() as cursor:
        cursor.execute(
            "UPDATE cadres_cadre SET unit_id = %s WHERE id = %s", [elsewhere.pk, person.pk]
        )

        def admit() -> None:
            try:
                services.admit(**who)
            finally:
                connection.close()

        thread = threading.Thread(target=admit)
        thread.start()
        thread.join(0.5)  # time enough to overlook what is not committed yet
        other.commit()
        thread.join()
    assert world.stay("单文静").unit_path == elsewhere.path
    assert world.stay("单文静").entry_snapshot["unit"] == elsewhere.name
    assert strays() == 0


@pytest.mark.parametrize(
    ("view", "name", "values"),
    [
        ("roster:admit", "单文静", {"entry_mode": "committee", "held_by": "city"}),
        ("roster:tier", "李明朗", {"tier": "4"}),
        ("roster:release", "李明朗", {"ground": "9"}),
        ("pools:join", "李明朗", {"pool": "1"}),
    ],
)
def test_a_confirmation_that_is_sent_twice_is_carried_out_once(
    committed_world, client_for, view, name, values
):
    world = committed_world
    browsers = [client_for(world.city), client_for(world.city)]
    pk = (world.cadres[name] if view == "roster:admit" else world.stay(name)).pk
    shown = preview(browsers[0], view, selected=[pk], **values)
    answers = at_once(*(lambda b=b: confirm(b, view, shown).status_code for b in browsers))
    assert sorted(answers) == [302, 409]
    assert RosterAct.objects.count() == (0 if view == "pools:join" else 1)
    assert PoolMembership.objects.count() == (1 if view == "pools:join" else 0)
    stages = RosterStage.objects.filter(entry=world.stay(name), until=None).count()
    assert stages == (0 if view == "roster:release" else 1)


def test_an_act_is_taken_back_once(committed_world, client_for):
    world = committed_world
    browsers = [client_for(world.city), client_for(world.city)]
    stay = world.stay("李明朗")
    shown = preview(browsers[0], "roster:tier", selected=[stay.pk], tier="4")
    confirm(browsers[0], "roster:tier", shown)
    address = reverse("roster:revert", args=[RosterAct.objects.latest("pk").pk])
    at_once(*(lambda b=b: b.post(address) for b in browsers))
    after = world.stay("李明朗")
    assert (after.tier, after.version) == (stay.tier, stay.version + 2)


def test_of_a_release_and_a_change_at_once_one_is_refused(committed_world):
    world = committed_world
    seen = {"entries": [world.stay("李明朗")], "actor": world.city, "on": DAY, "today": TODAY}
    other = seen | {"entries": [world.stay("李明朗")]}
    outcomes = at_once(
        lambda: services.release(ground="9", **seen), lambda: services.restate(tier=4, **other)
    )
    assert sum(isinstance(outcome, DomainError) for outcome in outcomes) == 1
    stay = RosterEntry.objects.get(pk=world.stay("李明朗").pk)
    open_stages = stay.stages.filter(until=None)
    assert open_stages.exists() == (stay.left_on is None)
    assert [stage.tier for stage in open_stages] == ([4] if stay.left_on is None else [])


def test_a_batch_is_admitted_once(committed_world):
    world = committed_world
    batch = ranking(world, [newcomer(world, "甲新")], ["90"], ["90"])
    chosen = [row.pk for row in admission.ranked(batch)]
    batch = admission.choose(actor=world.city, batch=batch, seen=batch.version, chosen=chosen)
    verb = {"batch": batch, "seen": batch.version, "on": DAY, "today": TODAY}
    outcomes = at_once(*[lambda: admission.admit(actor=world.city, **verb)] * 2)
    assert sum(isinstance(outcome, DomainError) for outcome in outcomes) == 1
    assert RosterEntry.objects.filter(cadre__name="甲新").count() == 1
