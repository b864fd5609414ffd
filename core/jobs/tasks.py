"""The few Celery tasks: everything else is a job that `run` runs."""

from celery import shared_task
from celery.signals import worker_ready
from django.core.cache import cache
from django.utils import timezone

from core.jobs import services

PULSE = "worker-pulse"
PULSE_LASTS = 90  # seconds: four missed pulses mean that no worker runs


@shared_task(name="core.jobs.run")
def run(pk: int) -> None:
    """Run one job. Redelivery is harmless: a job is claimed once."""
    services.perform(pk)


@shared_task(name="core.jobs.start")
def start(kind: str, period: int) -> None:
    """Start the scheduled run of `kind` for the present slot of `period` seconds, once.

    Slots follow the local clock: a run of one night that comes late, in the morning, must not take
    the place of the next night's, which by UTC would be of the same day.
    """
    now = timezone.localtime()
    seconds = int(now.timestamp() + now.utcoffset().total_seconds())
    services.enqueue_once(kind=kind, slot=f"{kind}:{seconds // period}")


@shared_task(name="core.jobs.reap", ignore_result=True)
def reap() -> None:
    """Fail the jobs of dead workers."""
    services.reap()


@shared_task(name="core.jobs.pulse", expires=20)
def pulse() -> None:
    """Leave a sign of life for `/readyz`: scheduler, broker and worker are all there."""
    cache.set(PULSE, timezone.now().isoformat(), PULSE_LASTS)


@worker_ready.connect
def first_pulse(**_kwargs: object) -> None:
    """A worker that has just come up says so at once, not at the next turn of the timetable."""
    pulse()
