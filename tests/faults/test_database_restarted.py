"""The database goes down in the middle of a volume: nothing is lost, nothing is made twice."""

from django.db import connection

from core.audit.models import Action, AuditEntry
from core.jobs import services
from core.jobs.models import Job, State
from reporting.annual.models import Filing, Paper
from tests.faults.conftest import REPORTS, wait_for


def test_a_database_that_comes_back_finds_the_volume_where_it_was(copy):
    copy.start_worker()
    job = copy.ask_for_volume()
    wait_for(lambda: Paper.objects.count() >= 2)
    kept = dict(Paper.objects.values_list("pk", "file"))
    copy.servers.kill_postgres()
    connection.close()
    copy.servers.up()

    wait_for(lambda: services.reap() or Job.objects.get(pk=job.pk).state == State.FAILED)
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert "可以重新运行" in job.message
    assert not job.result
    assert Filing.objects.count() == REPORTS
    assert kept.items() <= dict(Paper.objects.values_list("pk", "file")).items()

    copy.run_again(job)  # the worker has lived on, and finds the database again by itself
    wait_for(lambda: Job.objects.get(pk=job.pk).is_finished)
    job.refresh_from_db()
    assert (job.state, job.done, job.attempts) == (State.SUCCEEDED, REPORTS, 2), job.message
    assert kept.items() <= dict(Paper.objects.values_list("pk", "file")).items()
    assert Paper.objects.count() == REPORTS
    volumes = AuditEntry.objects.filter(action=Action.EXPORT, subject="annualreport")
    assert volumes.count() == 1
