"""`make stop`: end a run that was started elsewhere, and whatever a killed one left."""

import signal
import time
from pathlib import Path

from core.embedded.processes import send
from ops import leftovers, places, services
from ops.say import SetupError, note
from ops.variable_folder import holder

PATIENCE = 60.0  # seconds


def stop() -> int:
    """Stop this copy; nothing running is fine."""
    var = places.use_var()
    if not var.exists():
        note("没有在运行。")
        return 0
    stop_copy(var)
    note("已停止。")
    return 0


def stop_copy(var: Path) -> None:
    """Stop the run that holds `var`, the processes of a killed one, and the servers."""
    if (pid := holder(var)) is not None:
        send(pid, signal.SIGTERM)
        _wait_for_release(var, pid)
    leftovers.stop(var)
    services.down()


def _wait_for_release(var: Path, pid: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while holder(var) is not None:
        if time.monotonic() > deadline:
            raise SetupError(f"进程 {pid} 在 {PATIENCE:.0f} 秒内没有停下。请查看它在做什么。")
        time.sleep(0.1)
