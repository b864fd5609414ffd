"""Running programs: quietly with a log and one sentence on failure, or in the open."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from config.env import PROJECT
from core.embedded.reasons import why
from ops.say import SetupError

TELLING = ("error", "err!", "fatal", "could not", "unable to", "e: ")


def quiet(
    command: Sequence[str | Path],
    *,
    failing: str,
    extra: Mapping[str, str] | None = None,
    cwd: Path = PROJECT,
) -> str:
    """Run a program and return what it printed; `failing` starts the sentence when it fails."""
    try:
        done = subprocess.run(
            command, cwd=cwd, env=os.environ | dict(extra or {}), check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, encoding="utf-8", errors="replace",
        )  # fmt: skip
    except OSError as reason:
        raise SetupError(f"{failing}（运行不了 {command[0]}：{why(reason)}）") from None
    if done.returncode:
        raise SetupError(f"{failing}（{command[0]}：{telling_line(done.stdout)}）")
    return done.stdout


def answers(command: Sequence[str | Path]) -> bool:
    """Whether a program can be run and ends well."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False, cwd=PROJECT
        )
    except OSError:
        return False
    return done.returncode == 0


def in_the_open(command: Sequence[str | Path], extra: Mapping[str, str] | None = None) -> int:
    """Run a program with our output and return its exit code."""
    return subprocess.run(
        command, cwd=PROJECT, env=os.environ | dict(extra or {}), check=False
    ).returncode


def telling_line(output: str) -> str:
    """The first line of an output that tells what went wrong, else the last one."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    for line in lines:
        if line.lower().startswith(TELLING):
            return line
    return lines[-1] if lines else "没有输出"
