"""Finding and ending the processes of a server by the folder they work in.

Both servers change into their data folder when they start, so this finds the children of a killed
postmaster and never a stranger that was given a number out of a stale pid file.
"""

import os
import signal
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")


def working_in(folder: Path, name: str) -> list[int]:
    """Numbers of the processes called `name` whose working folder is `folder`, even if deleted."""
    here = os.path.realpath(folder)
    return [pid for pid in _pids() if _name(pid) == name and _folder(pid) == here]


def end(folder: Path, name: str, signals: Mapping[signal.Signals, float]) -> bool:
    """Send each signal and wait its seconds, until no process is left; returns whether none is."""
    for number, seconds in signals.items():
        for pid in working_in(folder, name):
            send(pid, number)
        deadline = time.monotonic() + seconds
        while working_in(folder, name):
            if time.monotonic() > deadline:
                break
            time.sleep(0.05)
        else:
            return True
    return False


def send(pid: int, number: int = signal.SIGTERM) -> None:
    """Send a signal to a process that may be gone already."""
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _pids() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdecimal()]


def _name(pid: int) -> str:
    try:
        return (PROC / str(pid) / "comm").read_text().strip()
    except OSError:
        return ""


def _folder(pid: int) -> str:
    try:
        return str((PROC / str(pid) / "cwd").readlink()).removesuffix(" (deleted)")
    except OSError:
        return ""
