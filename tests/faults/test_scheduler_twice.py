"""Two schedulers, and every task of the timetable twice at once: as if there had been one."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone

from core.jobs import services
from core.jobs.models import Job, State
from policy.notices.models import Digest, Notice
from tests.faults.copies import Copy, kill, wait_for
from tests.faults.mailing import hurried, somebody_to_remind
from tests.notices.sink import Sink

DAY = 86_400
KINDS = {
    entry["args"][0]: entry["args"][1]
    for entry in settings.CELERY_BEAT_SCHEDULE.values()
    if entry["task"] == "core.jobs.start"
}
DAILY = [kind for kind, period in KINDS.items() if period == DAY]
CLERKS = 6
# Rows that say that something ran, and moments.
OF_RUNS = {"core_job", "core_jobproblem", "core_auditentry", "core_auditlink", "core_loginsession"}


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as opened:
        yield opened


@pytest.fixture
def town(transactional_db, servers, tmp_path, sink) -> Iterator[Copy]:
    with hurried(servers, "fault_scheduler_twice", tmp_path, sink) as made:
        somebody_to_remind(made, CLERKS)
        yield made


def test_whatever_runs_by_itself_may_run_twice(town: Copy, sink: Sink) -> None:
    days = {timezone.localdate()}
    for _ in range(2):
        town.start_worker()
    beats = [town.start_beat() for _ in range(2)]
    runs = Job.objects.filter(slot__isnull=False)
    wait_for(lambda: runs.filter(kind__in=DAILY, finished_at__isnull=False).count() >= len(DAILY))
    wait_for(lambda: runs.filter(kind="core.audit.seal", finished_at__isnull=False).exists())
    days.add(timezone.localdate())
    for beat in beats:
        kill(beat)
    wait_for(lambda: all(job.is_finished for job in runs.all()))
    assert [(j.kind, j.message) for j in runs.exclude(state=State.SUCCEEDED)] == []
    assert {job.attempts for job in runs} == {1}
    assert set(Counter(runs.filter(kind__in=DAILY).values_list("kind", flat=True)).values()) <= {
        *range(1, len(days) + 1)
    }
    one_message_each(sink)

    # All days came at once, in any order: one round more, and there is nothing left to do.
    run_all(town, "settled")
    before = everything()
    # Not kept apart by their slots: both run, at the same moment and over the same rows.
    run_all(town, "one", "two")
    assert everything() == before
    one_message_each(sink)


def run_all(town: Copy, *rounds: str) -> None:
    """Every task of the timetable, once for each round, all in the queue at the same time."""
    asked = [
        services.enqueue(actor=None, kind=kind, label=kind, slot=f"{kind}:{name}").pk
        for kind in KINDS
        for name in rounds
    ]
    town.deliver(*asked)
    jobs = Job.objects.filter(pk__in=asked)
    wait_for(lambda: all(job.is_finished for job in jobs.all()))
    assert [(j.kind, j.message) for j in jobs.exclude(state=State.SUCCEEDED)] == []


def one_message_each(sink: Sink) -> None:
    """Nobody has two letters, two digests of a day, or a notice twice."""
    assert len(sink.recipients()) == len(set(sink.recipients())) >= CLERKS
    for rows in (
        Digest.objects.values_list("recipient", "on"),
        Notice.objects.values_list("recipient", "duty", "step"),
    ):
        assert [row for row, count in Counter(rows).items() if count > 1] == []


def everything() -> dict[str, int]:
    """How many rows each table has."""
    tables = {model._meta.db_table for model in apps.get_models()} - OF_RUNS
    counted = " UNION ALL ".join(
        f"SELECT '{table}', count(*) FROM {table}" for table in sorted(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(counted)
        return dict(cursor.fetchall())
