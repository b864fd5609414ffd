"""Setting up: every step looks whether it is done already.

What may need an administrator comes first, before the long downloads.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from config.env import PROJECT
from ops import browser, frontend, system, venv
from ops.say import note


def for_running() -> None:
    """What `make run` needs."""
    with _alone():
        system.install()
        venv.make()
        venv.install(development=False)
        frontend.install(development=False)


def for_testing() -> None:
    """What `make test` needs: the same, the tools of the developer and a browser."""
    with _alone():
        system.install()
        browser.install()
        venv.make()
        venv.install(development=True)
        frontend.install(development=True)


def for_checking() -> None:
    """What `make check` needs."""
    with _alone():
        venv.make()
        venv.install(development=True)


@contextmanager
def _alone() -> Iterator[None]:
    """Let two commands in the same checkout set up one after the other."""
    folder = os.open(PROJECT / "ops", os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            note("另一个命令正在准备环境，等它完成……")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
