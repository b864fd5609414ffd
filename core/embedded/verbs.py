"""`up`, `down`, `status` and `address` as commands: what they print, their exit codes."""

import sys

from core.embedded import places, servers
from core.embedded.errors import ServerError

VERBS = ("up", "down", "status", "address")


def perform(verb: str) -> int:
    """Do one of `VERBS`; returns the exit code (`status`: 1 when a server is down)."""
    try:
        if verb == "up":
            _print(servers.up())
        elif verb == "down":
            servers.down()
        elif verb == "address":
            _print([f"DATABASE_URL={places.postgres_url()}", f"REDIS_URL={places.redis_url()}"])
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
