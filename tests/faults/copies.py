"""A running system of a test's own: its database, and the processes that a test may kill."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection
from redis import Redis

from config.env import PROJECT
from core.embedded import places
from core.jobs import services
from core.jobs.models import Job
from core.units.models import Unit
from tests.faults.servers import Servers
from tests.volume.making import YEAR
from tests.world import World, found

PATIENCE = 300  # seconds; a machine under load is slow, a hang is not


@dataclass
class Copy:
    """The servers, and the environment of the processes that work with them."""

    servers: Servers
    environment: dict[str, str]
    folder: Path
    world: World
    processes: list[subprocess.Popen] = field(default_factory=list)
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

    def deliver(self, *pks: int) -> None:
        """Send jobs as the web process does, through this copy's own queue."""
        self.run(f"from core.jobs.services import send; [send(pk) for pk in {list(pks)}]")

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
        name = f"fault{len(self.processes)}@test"
        command = ("celery", "-A", "config.celery", "worker", "--concurrency", "1")
        process, log = self._start(*command, "--hostname", name, "--loglevel", "INFO")
        wait_for(lambda: "ready" in log.read_text())
        return process

    def start_beat(self) -> subprocess.Popen:
        """A scheduler that keeps the timetable of tests, where each day comes at once."""
        kept = self.folder / f"beat{len(self.processes)}"
        command = ("celery", "-A", "config.celery", "beat", "--pidfile", "", "--loglevel", "INFO")
        return self._start(*command, "--schedule", str(kept), "--max-interval", "1")[0]

    def start_web(self) -> tuple[subprocess.Popen, str]:
        """The pages as in operation, one process with a few threads, and their address."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            place = f"127.0.0.1:{free.getsockname()[1]}"
        command = ("gunicorn", "config.wsgi", "--bind", place, "--threads", "4", "--timeout", "120")
        process, log = self._start(*command, "--no-control-socket")
        wait_for(lambda: "Booting worker" in log.read_text())
        return process, f"http://{place}"

    def _start(self, module: str, *arguments: str) -> tuple[subprocess.Popen, Path]:
        path = self.folder / f"{len(self.processes)}.log"
        log = self.stack.enter_context(path.open("w"))
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            env=self.environment, cwd=PROJECT, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        self.processes.append(process)
        return process, path

    def kill_processes(self) -> None:
        """SIGKILL to everything that was started."""
        for process in self.processes:
            if process.poll() is None:
                kill(process)

    def forget_queue(self) -> None:
        """What another test left in the queue is none of this one's."""
        Redis.from_url(self.environment["REDIS_URL"]).flushall()


def kill(process: subprocess.Popen) -> None:
    """SIGKILL to a process and its children."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(condition: Callable[[], object]) -> None:
    """Until it holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "等了太久"
        time.sleep(0.1)


@contextmanager
def copied(servers: Servers, name: str, folder: Path, media: Path, **more: str) -> Iterator[Copy]:
    """A copy of the test world under a name; this process speaks to its database meanwhile."""
    servers.up()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": servers.database(name),
        "REDIS_URL": servers.redis_url,
        "MEDIA_ROOT": str(media),
        "LOG_LEVEL": "WARNING",
        # Compiled modules lie in the checkout: a full disk would cut one short for later tests.
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    environment |= more
    environment.pop("QINGLAN_THROWAWAY", None)
    here = {"HOST": str(servers.sockets), "NAME": name, "PORT": "", "USER": places.DATABASE}
    before = {key: connection.settings_dict[key] for key in here}
    connection.close()
    connection.settings_dict.update(here)
    made = None
    try:
        made = Copy(servers, environment, folder, found())
        made.forget_queue()
        yield made
    finally:
        if made is not None:
            made.kill_processes()
            made.stack.close()
        connection.close()
        connection.settings_dict.update(before)
