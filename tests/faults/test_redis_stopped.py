"""Redis is gone for ten seconds: what runs goes on, what is asked for waits, the page says so."""

import time

from core.jobs import services
from core.jobs.models import Job, State
from reporting.annual.models import Paper
from tests.faults.conftest import REPORTS, wait_for

AWAY = 10  # seconds
START = """
from django.test import Client
from core.accounts.models import User
browser = Client(SERVER_NAME="localhost")
browser.force_login(User.objects.get(username="city"), "core.accounts.backends.AccountBackend")
said = browser.post("/annual/volume/start/", {{"year": {year}, "unit": {unit}}}, follow=True)
print(said.status_code, said.content.decode())
"""


def test_a_volume_asked_for_without_redis_waits_and_is_made_when_it_is_back(copy):
    copy.start_worker()
    running = copy.ask_for_volume()
    wait_for(lambda: Paper.objects.count() >= 1)
    copy.servers.kill_redis()
    gone = time.monotonic()
    # The work that is under way needs no queue.
    wait_for(lambda: Job.objects.get(pk=running.pk).is_finished)
    running.refresh_from_db()
    assert (running.state, running.done) == (State.SUCCEEDED, REPORTS), running.message

    page = copy.run(START.format(year=2026, unit=copy.city.pk))
    assert page.startswith("200 ")
    assert "排队" in page
    assert "任务队列暂时连不上" in page
    waiting = Job.objects.filter(kind="reporting.volume").latest("pk")
    assert (waiting.pk > running.pk, waiting.state) == (True, State.QUEUED)

    time.sleep(max(AWAY - (time.monotonic() - gone), 0))
    copy.servers.up()
    # What the timetable does every half minute, a minute later.
    Job.objects.filter(pk=waiting.pk).update(created_at=waiting.created_at - services.RESEND_AFTER)
    copy.run("from core.jobs.services import reap; reap()")
    wait_for(lambda: Job.objects.get(pk=waiting.pk).is_finished)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == (State.SUCCEEDED, 1), waiting.message
    assert Paper.objects.count() == REPORTS
    running.refresh_from_db()
    assert running.attempts == 1, "the message of what had run comes back, and finds it done"
