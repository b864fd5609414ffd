"""The embedded PostgreSQL: up, down, status."""

import signal
import socket
import subprocess
import time
from pathlib import Path

from core.embedded import places, postgres_cluster
from core.embedded.errors import ServerError
from core.embedded.folders import last_lines, open_log, private
from core.embedded.postgres_files import identity, programs
from core.embedded.postgres_settings import arguments
from core.embedded.processes import end, working_in

PROCESS = "postgres"
STARTING = 300.0  # seconds; recovery after a crash replays the log first
FAST_SHUTDOWN = {signal.SIGINT: 60.0, signal.SIGQUIT: 10.0, signal.SIGKILL: 5.0}
AT_ONCE = {signal.SIGQUIT: 5.0, signal.SIGKILL: 5.0}


def is_up() -> bool:
    """Whether the postmaster has written that it is ready and its socket answers."""
    try:
        state = (places.postgres_data() / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    if len(state) < 8 or state[7].strip() != "ready":
        return False
    if int(state[0]) not in working_in(places.postgres_data(), PROCESS):
        return False
    with socket.socket(socket.AF_UNIX) as plug:
        return plug.connect_ex(str(_socket())) == 0


def up() -> list[str]:
    """Start the server unless it runs; returns sentences that the user should read."""
    if is_up():
        return []
    _clear_leftovers()
    if places.throw_away():
        postgres_cluster.remove()
    said = postgres_cluster.prepare()
    _start()
    return [] if places.throw_away() else said


def down() -> None:
    """Stop the server and whatever a killed one left behind."""
    if not end(places.postgres_data(), PROCESS, FAST_SHUTDOWN):
        raise ServerError("停不下内嵌的 PostgreSQL。请查看进程列表，用有权限的用户结束它。")
    if places.throw_away():
        postgres_cluster.remove()


def _socket() -> Path:
    return places.postgres_sockets() / ".s.PGSQL.5432"


def _clear_leftovers() -> None:
    """End the children of a killed postmaster and remove its lock files.

    PostgreSQL does that itself, except when the number in a lock file has been given to another
    process since; nobody works in the folder any more, so the files are certainly stale.
    """
    data = places.postgres_data()
    if working_in(data, PROCESS) and not end(data, PROCESS, AT_ONCE):
        raise ServerError("上次留下的 PostgreSQL 进程结束不了。请用有权限的用户结束它再试。")
    lock = _socket().with_name(_socket().name + ".lock")
    for stale in (data / "postmaster.pid", _socket(), lock):
        stale.unlink(missing_ok=True)


def _start() -> None:
    log = private(places.var_dir() / "log") / "postgres.log"
    with open_log(log) as output:
        server = subprocess.Popen(
            [programs() / "postgres", *arguments(throw_away=places.throw_away())],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            cwd="/", start_new_session=True, **identity(),
        )  # fmt: skip
    deadline = time.monotonic() + STARTING
    while not is_up():
        if server.poll() is not None:
            raise ServerError(f"PostgreSQL 起不来：{last_lines(log)}。详见 {log}。")
        if time.monotonic() > deadline:
            raise ServerError(f"PostgreSQL 等了 {STARTING:.0f} 秒还没有就绪。详见 {log}。")
        time.sleep(0.05)
