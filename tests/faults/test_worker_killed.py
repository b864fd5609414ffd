"""A worker is killed in the middle of a volume: nothing is lost, nothing is made twice."""

from core.jobs import services
from core.jobs.models import Job, State
from reporting.annual.models import Filing, Paper
from tests.faults.conftest import REPORTS, kill, wait_for


def test_what_a_killed_worker_has_made_is_kept_and_the_rest_is_made(copy):
    worker = copy.start_worker()
    job = copy.ask_for_volume()
    wait_for(lambda: Paper.objects.count() >= 2)
    kill(worker)
    kept = dict(Paper.objects.values_list("pk", "file"))
    assert 2 <= len(kept) < REPORTS, "it was to be killed before it was done"

    wait_for(lambda: services.reap() or Job.objects.get(pk=job.pk).state == State.FAILED)
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert "中断" in job.message
    assert not job.result

    copy.start_worker()
    copy.run_again(job)
    wait_for(lambda: Job.objects.get(pk=job.pk).is_finished)
    job.refresh_from_db()
    assert (job.state, job.done, job.attempts) == (State.SUCCEEDED, REPORTS, 2), job.message
    assert kept.items() <= dict(Paper.objects.values_list("pk", "file")).items()
    assert sorted(Paper.objects.values_list("filing", flat=True)) == sorted(
        Filing.objects.values_list("pk", flat=True)
    )
    assert not job.problems.exists()
    assert job.result.size > 0


def test_a_killed_helper_takes_nothing_with_it(copy):
    first, second = copy.start_worker(), copy.start_worker()
    job = copy.ask_for_volume()
    wait_for(lambda: Paper.objects.count() >= 2)
    helping = Job.objects.get(kind="reporting.volume.help")
    wait_for(lambda: Job.objects.get(pk=helping.pk).state != State.QUEUED)
    # Whoever of the two has the helping job, one of them goes.
    kill(second)
    wait_for(lambda: services.reap() or Job.objects.get(pk=job.pk).is_finished)
    if Job.objects.get(pk=job.pk).state == State.FAILED:
        copy.run_again(job)
    wait_for(lambda: Job.objects.get(pk=job.pk).is_finished)
    job.refresh_from_db()
    assert job.state == State.SUCCEEDED, job.message
    assert Paper.objects.count() == REPORTS
    assert first.poll() is None
