"""`up`, `down` and `status` as commands: what they print and their exit codes."""

import sys

from core.embedded import servers
from core.embedded.errors import ServerError

VERBS = ("up", "down", "status")


def perform(verb: str) -> int:
    """Do one of `VERBS`; returns the exit code (`status`: 1 when a server is down)."""
    try:
        if verb == "up":
            _print(servers.up())
        elif verb == "down":
            servers.down()
        else:
            lines, all_up = servers.status()
            _print(lines)
            return 0 if all_up else 1
    except ServerError as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    return 0


def _print(lines: list[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()
