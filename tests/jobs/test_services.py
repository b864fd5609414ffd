"""The life of a job in one process."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from django.utils import timezone

from core.errors import DomainError
from core.jobs import services, tasks
from core.jobs.models import Job, State
from core.jobs.progress import Progress
from tests.settings import JOBS


@pytest.fixture(autouse=True)
def _more_kinds(settings):
    settings.JOBS = JOBS


def queued(user, kind: str = "test.count", **params) -> Job:
    params = {"steps": 3, "pause": 0} | params
    return services.enqueue(actor=user, kind=kind, label="任务", **params)


def test_a_job_runs_to_its_end_once(world):
    job = queued(world.city)
    assert services.perform(job.pk)
    assert not services.perform(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.attempts) == (State.SUCCEEDED, 3, 3, 1)


def test_an_unknown_kind_is_refused(world):
    with pytest.raises(DomainError, match="没有名为"):
        services.enqueue(actor=world.city, kind="nothing", label="x")


def test_a_fault_keeps_its_problems_and_hides_its_inside(world):
    job = queued(world.city, "test.fail")
    services.perform(job.pk)
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert "secret" not in job.message
    assert f"任务 {job.pk}" in job.message
    assert [str(problem) for problem in job.problems.all()] == ["第 3 行：乙"]


def test_a_refusal_is_shown_as_it_is(world):
    job = queued(world.city, "test.refuse")
    services.perform(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == (State.FAILED, "文件里没有内容，请重新选择。")


def test_a_failed_job_runs_again_under_its_number(world):
    job = queued(world.city, "test.fail")
    services.perform(job.pk)
    services.run_again(actor=world.city, job=job)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.problems.count()) == (State.QUEUED, 1, 0)
    Job.objects.filter(pk=job.pk).update(kind="test.count", params={"steps": 1, "pause": 0})
    services.perform(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.SUCCEEDED, 2)


def test_only_an_ended_failure_runs_again(world):
    job = queued(world.city)
    with pytest.raises(DomainError, match="只有失败或已取消"):
        services.run_again(actor=world.city, job=job)
    services.perform(job.pk)
    with pytest.raises(DomainError, match="只有失败或已取消"):
        services.run_again(actor=world.city, job=job)


def test_a_waiting_job_is_cancelled_at_once(world):
    job = queued(world.city)
    services.cancel(actor=world.city, job=job)
    assert not services.perform(job.pk)
    job.refresh_from_db()
    assert job.state == State.CANCELLED
    with pytest.raises(DomainError, match="已经结束"):
        services.cancel(actor=world.city, job=job)


def test_a_running_job_stops_at_its_next_step(world, monkeypatch):
    monkeypatch.setattr("core.jobs.progress.EVERY", 0)
    job = queued(world.city, steps=5)
    original = Progress.advance

    def cancel_at_two(self, *args, **kwargs):
        if self.done == 1:
            services.cancel(actor=world.city, job=Job.objects.get(pk=job.pk))
        original(self, *args, **kwargs)

    monkeypatch.setattr(Progress, "advance", cancel_at_two)
    services.perform(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done) == (State.CANCELLED, 2)


def test_an_attempt_that_was_given_up_writes_nothing_more(world, monkeypatch):
    monkeypatch.setattr("core.jobs.progress.EVERY", 0)
    job = queued(world.city, steps=5)
    original = Progress.advance

    def lose_it(self, *args, **kwargs):
        if self.done == 1:
            Job.objects.filter(pk=job.pk).update(attempts=2)
        original(self, *args, **kwargs)

    monkeypatch.setattr(Progress, "advance", lose_it)
    services.perform(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done) == (State.RUNNING, 1)


def test_a_slot_of_the_timetable_is_started_once(world):
    first = services.enqueue_once(kind="test.count", slot="seal:1")
    assert first is not None
    assert services.enqueue_once(kind="test.count", slot="seal:1") is None
    assert services.enqueue_once(kind="test.count", slot="seal:2") is not None


def test_a_night_that_comes_late_leaves_the_next_its_own(world, monkeypatch):
    city = ZoneInfo("Asia/Shanghai")
    started = []
    for moment in (
        datetime(2026, 11, 27, 1, 40, tzinfo=city),
        datetime(2026, 11, 28, 9, 0, tzinfo=city),  # the scheduler was down at 01:40
        datetime(2026, 11, 28, 9, 1, tzinfo=city),  # and another one came up with it
        datetime(2026, 11, 29, 1, 40, tzinfo=city),
    ):
        monkeypatch.setattr("django.utils.timezone.now", lambda moment=moment: moment)
        tasks.start("test.count", 86400)
        started.append(Job.objects.count())
    assert started == [1, 2, 2, 3]


def test_a_scheduled_run_that_failed_is_tried_again_a_few_times(world, monkeypatch):
    sent: list[int] = []
    monkeypatch.setattr(services, "send", sent.append)
    job = services.enqueue_once(kind="test.fail", slot="night:1")
    assert job is not None
    asked = queued(world.city, "test.fail")
    for pk in (job.pk, asked.pk):
        services.perform(pk)
    services.reap()
    assert sent == []  # too soon
    for attempt in (2, 3):
        Job.objects.update(finished_at=timezone.now() - timedelta(minutes=11))
        services.reap()
        assert services.perform(job.pk)
        job.refresh_from_db()
        assert (job.state, job.attempts, job.problems.count()) == (State.FAILED, attempt, 1)
    Job.objects.update(finished_at=timezone.now() - timedelta(minutes=11))
    services.reap()
    assert sent == [job.pk, job.pk]
    asked.refresh_from_db()
    assert asked.attempts == 1  # whoever asked for it decides himself
    # What the timetable has gone past is left.
    Job.objects.filter(pk=job.pk).update(attempts=1)
    services.enqueue_once(kind="test.fail", slot="night:2")
    services.reap()
    assert sent == [job.pk, job.pk]


def test_a_job_has_one_asker(world):
    with pytest.raises(IntegrityError, match="job_belongs_to_one_asker"):
        Job.objects.create(kind="test.count", label="x", requested_by=world.city, client_id=1)


def test_the_list_of_jobs_is_ones_own(world):
    mine, other = queued(world.city), queued(world.county)
    seen = set(Job.objects.visible_to(world.city).values_list("pk", flat=True))
    assert mine.pk in seen
    assert other.pk not in seen
