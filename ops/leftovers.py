"""Web, worker and beat processes of an earlier run of the same copy that was killed.

Every process that we start carries `QINGLAN_RUN=<var>` in its environment, its children inherit it,
and the system shows it: a sign that no other process carries, unlike a number in a stale file.
"""

import os
import signal
import time
from pathlib import Path

from core.embedded.processes import send

MARK = "QINGLAN_RUN"
PATIENCE = {signal.SIGTERM: 10.0, signal.SIGKILL: 5.0}  # seconds


def marked(var: Path) -> dict[str, str]:
    """The sign for the environment of a process."""
    return {MARK: str(var)}


def stop(var: Path) -> int:
    """End every marked process; returns how many there were."""
    found = running(var)
    for number, seconds in PATIENCE.items():
        for pid in running(var):
            send(pid, number)
        deadline = time.monotonic() + seconds
        while running(var) and time.monotonic() < deadline:
            time.sleep(0.05)
    return len(found)


def running(var: Path) -> list[int]:
    """Numbers of the marked processes other than ourselves."""
    sign = f"{MARK}={var}".encode()
    ourselves = {os.getpid(), os.getppid()}
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdecimal()
        and int(entry.name) not in ourselves
        and sign in _environment(entry).split(b"\0")
    ]


def _environment(entry: Path) -> bytes:
    try:
        return (entry / "environ").read_bytes()
    except OSError:
        return b""
