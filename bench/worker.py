"""A real worker process on one of the databases, for as long as it is needed."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache

from bench import databases
from core.jobs.tasks import PULSE, pulse

STARTING = 60.0  # seconds
STEP = 0.0005  # seconds between two looks


@contextmanager
def working(database: str) -> Iterator[None]:
    """A worker that takes tasks; stopped at the end."""
    command = [sys.executable, "-W", "ignore", "-m", "celery", "--quiet", "-A", "config.celery",
               "worker", "--concurrency", "1", "--loglevel", "ERROR"]  # fmt: skip
    environment = os.environ | {"DATABASE_URL": databases.address(database)}
    worker = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        bare_round_trip()
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(20)
        except subprocess.TimeoutExpired:
            worker.kill()


def bare_round_trip() -> None:
    """From handing over a task without a row to its sign in the cache."""
    cache.delete(PULSE)
    pulse.apply_async()
    wait_for(lambda: cache.get(PULSE))


def wait_for(sign) -> None:
    """Look until `sign()` is true; raises TimeoutError."""
    deadline = time.monotonic() + STARTING
    while not sign():
        if time.monotonic() > deadline:
            raise TimeoutError("等了一分钟，任务没有完成。请看上面 Celery 的输出。")
        time.sleep(STEP)
