"""The folder `var`: held by one running copy at a time, and known to be ours when deleted."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.env import PROJECT
from core.embedded.reasons import why
from ops.say import SetupError

MARK = ".qinglan"
LOCK = Path("run") / "run.lock"


def claim(var: Path) -> None:
    """Make `var` if needed, see that it can be written, and mark a new or empty one as ours."""
    try:
        (var / "run").mkdir(parents=True, exist_ok=True, mode=0o700)
        if {path.name for path in var.iterdir()} <= {"run"}:
            (var / MARK).write_text("青蓝的数据文件夹：make reset 会清空它。\n", encoding="utf-8")
        probe = var / f".write-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as reason:
        raise SetupError(
            f"数据文件夹 {var} 不可写（{why(reason)}）。"
            "请用它的所有者运行，或者用 QINGLAN_VAR 换一个位置。"
        ) from None


def is_ours(var: Path) -> bool:
    """Whether everything in `var` may be deleted."""
    return (var / MARK).is_file() or var == PROJECT / "var"


@contextmanager
def held(var: Path) -> Iterator[None]:
    """Hold `var` while running; a second run of the same copy is told who holds it."""
    lock = os.open(var / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SetupError(
                f"{var} 正由另一个进程（{holder(var)}）使用。请先停止它（make stop），"
                "或者用 QINGLAN_VAR 和 PORT 另起一份。"
            ) from None
        os.truncate(lock, 0)
        os.write(lock, str(os.getpid()).encode())
        yield
    finally:
        os.close(lock)


def holder(var: Path) -> int | None:
    """The number of the process that holds `var`; None when nobody does."""
    try:
        with (var / LOCK).open("r+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(lock.read() or 0)
    except (OSError, ValueError):
        pass
    return None
