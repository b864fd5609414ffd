"""A verb and a run of the duties that meet do not wait for each other for ever."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event
from uuid import uuid4

from django.db import connection, transaction

from assessments.talks import services
from assessments.talks.models import Talk
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from tests.world import World
from tests.world_people import TODAY


def test_a_talk_and_a_first_run_of_the_duties(committed_world: World) -> None:
    """The run writes a duty about the very person whose talk is being recorded."""
    world, begun, go = committed_world, Event(), Event()

    def running() -> None:
        with transaction.atomic():
            # The lock of the rule is taken; the rows come once the talk waits for it.
            refresh(on=date(2026, 9, 30))
            begun.set()
            go.wait(10)
            refresh(on=TODAY)
        connection.close()

    def recording() -> Talk:
        talk = services.record(
            actor=world.secretary,
            cadre=world.cadres["陈思远"],
            on=TODAY,
            held_on=TODAY,
            place="会议室",
            led_by="马建国",
            on_work="正常",
        )
        connection.close()
        return talk

    with ThreadPoolExecutor(2) as pool:
        run = pool.submit(running)
        assert begun.wait(30)
        talk = pool.submit(recording)
        go.set()
        run.result(60)
        made = talk.result(60)
    duty = Duty.objects.get(rule="talk.quarterly", cadre=made.cadre, period="2026Q4")
    assert (duty.state, duty.evidence) == ("done", made.pk)


def test_two_clicks_at_once_are_one_record(committed_world: World) -> None:
    world, key = committed_world, uuid4()

    def click(_number: int) -> int:
        talk = services.record(
            actor=world.secretary,
            cadre=world.cadres["周雨晴"],
            on=TODAY,
            held_on=TODAY,
            place="会议室",
            led_by="马建国",
            on_work="正常",
            entry_key=key,
        )
        connection.close()
        return talk.pk

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(click, range(4)))
    assert len(made) == 1
    assert Talk.objects.count() == 1
