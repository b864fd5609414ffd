"""Real workers over real Redis: a job runs once, and a killed worker's job can run again."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from core.jobs import services
from core.jobs.models import Job, State
from tests.settings import JOBS
from tests.suite_servers import database_url, own_redis

PATIENCE = 60  # seconds; a machine under load is slow, a hang is not


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "等了太久"
        time.sleep(0.1)


@pytest.fixture
def city(committed_world, settings):
    settings.JOBS = JOBS
    return committed_world.city


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """The servers of this test alone: its database, and a Redis database nobody else uses."""
    yield os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": database_url(),
        "REDIS_URL": own_redis(),
        "LOG_LEVEL": "WARNING",
    }


@pytest.fixture
def start_worker(environment, tmp_path) -> Iterator[Callable[[], subprocess.Popen]]:
    started: list[subprocess.Popen] = []
    stack = ExitStack()

    def start() -> subprocess.Popen:
        path = tmp_path / f"worker-{len(started)}.log"
        log = stack.enter_context(path.open("w"))
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "celery", "-A", "config.celery", "worker"),
                *(
                    "--concurrency",
                    "1",
                    "--hostname",
                    f"w{len(started)}@test",
                    "--loglevel",
                    "INFO",
                ),
            ],
            env=environment,
            cwd=Path(__file__).parents[2],
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        started.append(process)
        wait_for(lambda: "ready" in path.read_text())
        return process

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    stack.close()


def deliver(environment: dict[str, str], *pks: int) -> None:
    """Send messages as the web process does, but through the test's own broker."""
    code = (
        "import django; django.setup();"
        "from core.jobs.services import send;"
        f"[send(pk) for pk in {list(pks)}]"
    )
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def test_two_workers_and_two_messages_run_a_job_once(city, environment, start_worker, tmp_path):
    start_worker()
    start_worker()
    log = tmp_path / "steps"
    jobs = [
        services.enqueue(
            actor=city, kind="test.count", label=str(n), steps=4, pause=0.05, log=str(log)
        )
        for n in range(4)
    ]
    pks = [job.pk for job in jobs]
    deliver(environment, *pks, *pks, *pks)
    wait_for(lambda: not Job.objects.exclude(state=State.SUCCEEDED).exists())
    time.sleep(1)  # the superfluous messages have their chance
    steps = Counter(tuple(line.split()[:2]) for line in log.read_text().splitlines())
    assert steps == Counter({(str(pk), str(step)): 1 for pk in pks for step in range(4)})
    assert {job.attempts for job in Job.objects.all()} == {1}


def test_a_killed_workers_job_fails_and_runs_again(city, environment, start_worker, tmp_path):
    worker = start_worker()
    log = tmp_path / "steps"
    job = services.enqueue(
        actor=city, kind="test.count", label="x", steps=100, pause=0.2, log=str(log)
    )
    deliver(environment, job.pk)
    wait_for(lambda: log.exists() and len(log.read_text().splitlines()) >= 6)
    assert services.reap() == 0  # it is alive: nothing to reap
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    wait_for(lambda: services.reap() == 1)
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert "中断" in job.message
    assert 0 < job.done < 100

    job.params["steps"] = 2
    job.save(update_fields=["params"])
    services.run_again(actor=city, job=job)
    start_worker()
    deliver(environment, job.pk)
    wait_for(lambda: Job.objects.get(pk=job.pk).state == State.SUCCEEDED)
    assert Job.objects.get(pk=job.pk).attempts == 2
