"""Two hundred people, two clicks at once: dispatched once."""

import threading

import pytest
from django.db import connection

from rotation.frontline.services import sending
from rotation.postings.models import Posting
from tests.frontline.making import assignment, people, rows
from tests.world import World
from tests.world_people import TODAY

NUMBER = 200


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_send_two_hundred_out_once(committed_world: World) -> None:
    world = committed_world
    batch = assignment(world, people(world, NUMBER))
    start, outcomes = threading.Barrier(2), []

    def click() -> None:
        start.wait()
        try:
            done = sending.dispatch(
                actor=world.city, batch=batch, seen=batch.version, document="1号", on=TODAY
            )
            outcomes.append(done.state)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == ["dispatched", "dispatched"]
    assert Posting.objects.count() == NUMBER
    assert Posting.objects.values("cadre").distinct().count() == NUMBER
    assert sum(row.posting_id is not None for row in rows(batch)) == NUMBER
    batch.refresh_from_db()
    assert (batch.state, batch.document) == ("dispatched", "1号")
