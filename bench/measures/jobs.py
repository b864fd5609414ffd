"""A job through a real worker: the row, the claim, the lock and the end, against a bare task."""

from collections.abc import Iterator

from bench.report import Row, slower
from bench.scene import Scene
from bench.timing import medians
from bench.worker import bare_round_trip, wait_for, working
from core.jobs.models import FINISHED, Job
from core.jobs.services import enqueue

KIND = "core.jobs.expire"  # has nothing to do here


def jobs(scene: Scene) -> Iterator[Row]:
    """From asking to finished, looking every half millisecond."""
    small = scene.small
    small.enter()
    with working(small.database):
        ours, reference = medians(round_trip, bare_round_trip, rounds=9, times=3)
    yield slower("job: asked for, run, finished", ours, reference, "bare Celery task", at_most=10)


def round_trip() -> None:
    """One job that does nothing."""
    job = enqueue(actor=None, kind=KIND, label="bench")
    wait_for(lambda: Job.objects.filter(pk=job.pk, state__in=FINISHED).exists())
