"""Both embedded servers together, each only where no address of a real one is set."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from core.embedded import modes, places, postgres, redis_server
from core.embedded.errors import ServerError
from core.embedded.folders import private
from core.embedded.reasons import why

SERVERS: dict[str, tuple[ModuleType, str]] = {
    "PostgreSQL": (postgres, "DATABASE_URL"),
    "Redis": (redis_server, "REDIS_URL"),
}


def up() -> list[str]:
    """Start what is needed and not running; returns sentences that the user should read."""
    with _one_at_a_time():
        modes.settle()
        return [said for _, server in _ours() for said in server.up()]


def down() -> None:
    """Stop both, also when an address was set since they were started."""
    if not places.var_dir().exists():
        return
    with _one_at_a_time():
        for server, _ in SERVERS.values():
            server.down()


def status() -> tuple[list[str], bool]:
    """One sentence per server, and whether every one that we need is up."""
    lines, ours = [], dict(_ours())
    for name, (_, variable) in SERVERS.items():
        if name not in ours:
            lines.append(f"{name}：用 {variable} 指定的服务器，不由本机管理。")
        elif ours[name].is_up():
            lines.append(f"{name}：正在运行。")
        else:
            lines.append(f"{name}：没有运行。")
    return lines, all(server.is_up() for server in ours.values())


def _ours() -> list[tuple[str, ModuleType]]:
    return [
        (name, server)
        for name, (server, variable) in SERVERS.items()
        if not os.environ.get(variable, "").strip()
    ]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let a second `up` or `down` of the same copy wait for the first."""
    path = private(places.var_dir() / "run") / "services.lock"
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as reason:
        raise ServerError(
            f"写不了 {path}：{why(reason)}。请用它的所有者运行，或者设置 QINGLAN_VAR 换一个位置。"
        ) from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
