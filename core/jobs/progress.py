"""How a running job tells people where it is, and hears that it was cancelled."""

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

from core.jobs.models import Job, JobProblem, State

EVERY = 0.5  # seconds between two writes of the row
MOST_PROBLEMS = 1000

Item = TypeVar("Item")


class Cancelled(Exception):
    """Somebody asked for the job to stop."""


class Lost(Exception):
    """The row is no longer ours: the reaper thought us dead, or it is being run again."""


class Progress:
    """Counts and messages of one attempt, written at most twice a second by a guarded update.

    Use it outside a transaction: inside one nobody would see it.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.done = 0
        self.message = ""
        self.problems = 0
        self._written = monotonic()

    def __call__(self, items: Iterable[Item], *, total: int | None = None) -> Iterator[Item]:
        """Pass items through, counting each when the next one is asked for."""
        if total is not None:
            self.expect(total)
        for item in items:
            yield item
            self.advance()

    def expect(self, total: int) -> None:
        """Say how many there are."""
        self.job.total = total
        self._write(total=total)

    def advance(self, count: int = 1, message: str = "") -> None:
        """Say that `count` more are done; raises Cancelled when somebody asked to stop."""
        self.done += count
        self.message = message or self.message
        if monotonic() - self._written >= EVERY:
            self._write()

    def finish(self, count: int) -> None:
        """Count what is done for good: nothing is written yet, and it is too late to cancel."""
        self.done += count

    def problem(self, *, place: str, value: object = "", reason: str) -> None:
        """Keep one refused row for the result page (the first thousand are kept)."""
        self.problems += 1
        if self.problems <= MOST_PROBLEMS:
            JobProblem.objects.create(
                job=self.job, place=place[:80], value=str(value)[:200], reason=reason[:300]
            )

    def _write(self, **values: object) -> None:
        self._written = monotonic()
        mine = Job.objects.filter(pk=self.job.pk, state=State.RUNNING, attempts=self.job.attempts)
        if not mine.update(done=self.done, message=self.message[:300], **values):
            raise Lost
        if mine.filter(cancel_asked=True).exists():
            raise Cancelled
