"""The verbs of `python3 -m ops`, and how each ends: well, or with one sentence."""

import signal
import sys
from collections.abc import Callable

from core.embedded.errors import ServerError
from core.embedded.reasons import why
from ops import setup, system
from ops.bench import bench
from ops.check import check
from ops.docs import docs
from ops.reset import reset
from ops.run import run
from ops.say import SetupError
from ops.stop import stop
from ops.test import test

VERBS: dict[str, Callable[[list[str]], int | None]] = {
    "run": lambda _: run(),
    "test": test,
    "check": lambda _: check(),
    "stop": lambda _: stop(),
    "reset": reset,
    "bench": bench,
    "docs": docs,
    "setup": lambda _: setup.for_testing(),
    "system": lambda _: system.install(),
}
INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Do a verb; returns the exit code."""
    if not arguments or arguments[0] not in VERBS:
        print(f"用法：python3 -m ops {'|'.join(VERBS)}", file=sys.stderr)
        return 2
    _stop_by_signals()
    try:
        return VERBS[arguments[0]](arguments[1:]) or 0
    except (SetupError, ServerError) as trouble:
        print(f"✗ {trouble}", file=sys.stderr, flush=True)
        return 1
    except OSError as reason:
        place = reason.filename or "文件"
        print(f"✗ 读写 {place} 没有成功：{why(reason)}。请检查权限和磁盘空间。", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr, flush=True)
        return INTERRUPTED


def _stop_by_signals() -> None:
    """Let every polite signal end us like Ctrl-C, except one that our parent has us ignore."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN:
            continue
        signal.signal(number, interrupt)
