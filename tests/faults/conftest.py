"""Servers and workers that a test may kill, and the year's reports that they work on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import connection

from config.env import PROJECT
from core.jobs import services
from core.jobs.models import Job
from core.units.models import Unit
from tests.faults.servers import Servers
from tests.volume.making import YEAR, filed, some_units
from tests.world import World, found

PATIENCE = 90  # seconds; a machine under load is slow, a hang is not
REPORTS = 6


@dataclass
class Copy:
    """A running system of the test's own: its servers, the environment of its processes."""

    servers: Servers
    environment: dict[str, str]
    folder: Path
    world: World
    workers: list[subprocess.Popen] = field(default_factory=list)
    stack: ExitStack = field(default_factory=ExitStack)

    @property
    def city(self) -> Unit:
        """The root of the tree."""
        return self.world.named["清河市"]

    def ask_for_volume(self) -> Job:
        """As the page does; the message goes to this copy's own queue."""
        job = services.enqueue(
            actor=self.world.city, kind="reporting.volume", label="汇编", year=YEAR,
            unit=self.city.pk,
        )  # fmt: skip
        self.deliver(job.pk)
        return job

    def run_again(self, job: Job) -> None:
        """As the button does."""
        services.run_again(actor=self.world.city, job=job)
        self.deliver(job.pk)

    def deliver(self, pk: int) -> None:
        """Send the job as the web process does, through this copy's own queue."""
        self.run(f"from core.jobs.services import send; send({pk})")

    def run(self, code: str) -> str:
        """A process of this copy that does something; what it prints."""
        told = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            env=self.environment, cwd=PROJECT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        return told.stdout

    def start_worker(self) -> subprocess.Popen:
        """A worker as in operation, ready to take jobs."""
        name = f"fault{len(self.workers)}"
        path = self.folder / f"{name}.log"
        log = self.stack.enter_context(path.open("w"))
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "celery", "-A", "config.celery", "worker"),
                *("--concurrency", "1", "--hostname", f"{name}@test", "--loglevel", "INFO"),
            ],
            env=self.environment, cwd=PROJECT, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        self.workers.append(process)
        wait_for(lambda: "ready" in path.read_text())
        return process

    def stop(self) -> None:
        """End the workers that this test has started."""
        for process in self.workers:
            if process.poll() is None:
                kill(process)
        self.stack.close()


def kill(process: subprocess.Popen) -> None:
    """SIGKILL to a worker and its children."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(condition: Callable[[], object]) -> None:
    """Until it holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "等了太久"
        time.sleep(0.1)


@pytest.fixture(scope="session")
def servers(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Servers]:
    """Started once for all faults; each test kills them and has them up again."""
    own = Servers(tmp_path_factory.mktemp("faults") / "var")
    own.up()
    try:
        with django_db_blocker.unblock():
            own.fill()
        yield own
    finally:
        own.remove()


@pytest.fixture
def copy(transactional_db, servers, request, tmp_path, settings) -> Iterator[Copy]:
    """A copy with reports that were filed; this process speaks to its database."""
    servers.up()
    name = f"fault_{request.node.name.lower()[:50]}"
    address = servers.database(name)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": address,
        "REDIS_URL": servers.redis_url,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "LOG_LEVEL": "WARNING",
    }
    environment.pop("QINGLAN_THROWAWAY", None)
    before = {key: connection.settings_dict[key] for key in ("HOST", "NAME")}
    connection.close()
    connection.settings_dict.update(HOST=str(servers.sockets), NAME=name)
    made = Copy(servers, environment, tmp_path, found())
    try:
        for number, unit in enumerate(some_units(made.world, REPORTS)):
            filed(unit, people=10 + number)
        yield made
    finally:
        made.stop()
        connection.close()
        connection.settings_dict.update(before)
