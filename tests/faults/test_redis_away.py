"""Redis is gone under pages: people log in, look and order; programs are answered."""

import pytest
from django.urls import reverse

from core.jobs import services
from core.jobs.models import Job, State
from tests.clients.issuing import issue
from tests.faults.copies import Copy, wait_for
from tests.faults.visitor import Visitor
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


def test_people_go_on_without_redis_and_what_they_ordered_starts_after_it(
    site: Copy, visitor: Visitor
) -> None:
    _, token = issue(site.world)
    figures = reverse("dashboards:page")
    assert visitor.get(figures).status_code == 200  # kept from now on
    site.servers.kill_redis()
    missing = visitor.get("/readyz").json()
    assert (missing["database"], missing["redis"]) == ("ok", "missing")

    newcomer = Visitor(visitor.address)
    door = newcomer.form(reverse("login"))
    entered = newcomer.post(door, username="secretary", password=PASSWORD)
    assert entered.status_code == 302, entered.text
    assert newcomer.get("/").status_code == 200
    for _ in range(2):
        assert visitor.get(figures).status_code == 200, "counted anew each time"
    # The limit protects the server and guards no secret: it is open while it cannot count.
    program = Visitor(visitor.address)
    for _ in range(2):
        assert program.get("/api/v1/units/", Authorization=f"Bearer {token}").status_code == 200

    ordered = visitor.post(visitor.form("/units/", "export"), format="csv")
    assert ordered.status_code == 302, ordered.text
    page = visitor.get(ordered.headers["Location"])
    assert (page.status_code, services.NO_QUEUE in page.text) == (200, True)
    job = Job.objects.get(kind="core.export")
    assert job.state == State.QUEUED

    site.servers.up()
    site.start_worker()
    # What the timetable does every half minute, a minute later.
    Job.objects.filter(pk=job.pk).update(created_at=job.created_at - services.RESEND_AFTER)
    site.run("from core.jobs.services import reap; reap()")
    wait_for(lambda: Job.objects.get(pk=job.pk).is_finished)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.message) == (State.SUCCEEDED, 1, "")
    assert visitor.get(reverse("jobs:result", args=[job.pk])).status_code == 200
