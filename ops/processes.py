"""Web, worker and beat together under honcho; run by the virtual environment's Python."""

import os
import shlex
import sys
from pathlib import Path

from honcho.manager import Manager

from core.embedded.places import var_dir

BIN = Path(sys.executable).parent


def commands() -> dict[str, list[str]]:
    """The command line of each process."""
    return {
        "web": [
            "gunicorn", "config.wsgi",
            "--bind", os.environ["QINGLAN_LISTEN"],
            "--workers", os.environ["QINGLAN_WEB_WORKERS"],
            "--threads", os.environ["QINGLAN_WEB_THREADS"],
            "--timeout", "120",
            "--preload",  # one import for all workers
            "--no-control-socket",
        ],
        "worker": [
            "celery", "--quiet", "-A", "config.celery", "worker",
            "--concurrency", os.environ["QINGLAN_JOB_WORKERS"],
            "--loglevel", "info",
            "--without-gossip", "--without-mingle",
        ],
        "beat": [
            "celery", "--quiet", "-A", "config.celery", "beat",
            "--schedule", str(var_dir() / "beat-schedule"),
            "--pidfile", "",
            "--loglevel", "info",
        ],
    }  # fmt: skip


def main() -> int:
    """Run until one ends or we are told to stop; then stop all. Returns honcho's exit code."""
    manager = Manager()
    for name, line in commands().items():
        manager.add_process(name, f"exec {shlex.join([str(BIN / line[0]), *line[1:]])}")
    manager.loop()
    return manager.returncode


if __name__ == "__main__":
    sys.exit(main())
