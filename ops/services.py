"""The embedded servers for the time of some work."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from ops.children import reap
from ops.places import PYTHON
from ops.say import SetupError, warn
from ops.shell import in_the_open

# An empty address counts as unset, and being set keeps the one in `.env` out.
OWN = {"DATABASE_URL": "", "REDIS_URL": ""}
THROW_AWAY = OWN | {"QINGLAN_THROWAWAY": "1", "QINGLAN_ENV_FILE": ""}


@contextmanager
def running(extra: Mapping[str, str] | None = None) -> Iterator[None]:
    """Start the servers, and stop them whatever happens."""
    os.environ.update(extra or {})
    try:
        up()
        yield
    finally:
        down()
        reap()


def up() -> None:
    """Start the embedded servers that are needed."""
    if in_the_open([PYTHON, "-m", "core.embedded", "up"]):
        raise SetupError("内嵌的服务没有起来，原因见上一行。")


def down() -> None:
    """Stop the embedded servers, if they were ever installed."""
    if PYTHON.exists() and in_the_open([PYTHON, "-m", "core.embedded", "down"]):
        warn("内嵌的服务没有停下，原因见上。")
