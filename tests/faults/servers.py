"""A PostgreSQL and a Redis of a test's own, which it may kill: nobody else's are touched.

They are the embedded servers with a folder of their own; the database is a copy of the test world.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from config.env import PROJECT
from core.embedded import places, postgres_cluster
from core.embedded.postgres_files import programs
from core.embedded.processes import send, working_in

GIVEN = ("DATABASE_URL", "REDIS_URL", "QINGLAN_THROWAWAY")


class Servers:
    """The two servers of one folder."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.environment = {k: v for k, v in os.environ.items() if k not in GIVEN}
        self.environment["QINGLAN_VAR"] = str(var)
        with self._here():
            self.data, self.sockets = places.postgres_data(), places.postgres_sockets()
            self.redis_url = places.redis_url()

    def up(self) -> None:
        """Start what does not run."""
        self._embedded("up")

    def remove(self) -> None:
        """Stop both and leave nothing."""
        self._embedded("down")
        with self._here():
            postgres_cluster.remove()

    def fill(self) -> None:
        """A copy of the test world, which the tests of this process begin with."""
        # What a killed process has written is there for the next; only the machine's disk is not
        # waited for.
        self._order("ALTER SYSTEM SET fsync = off")
        self._order("SELECT pg_reload_conf()")
        there, user = connection.settings_dict, places.DATABASE
        dumped = self.var / "world.dump"
        asked = ["-h", there["HOST"], "-U", there["USER"], "-Fc", "-Z0", "-f", str(dumped)]
        asked += ["-p", str(there["PORT"])] if there["PORT"] else []
        subprocess.run(
            [programs() / "pg_dump", *asked, f"{there['NAME']}_kept"],
            check=True,
            env=os.environ | {"PGPASSWORD": there["PASSWORD"]},
        )
        told = ["-h", str(self.sockets), "-U", user, "-d", user, "--no-owner", str(dumped)]
        subprocess.run([programs() / "pg_restore", *told], check=True)
        dumped.unlink()

    def database(self, name: str) -> str:
        """A database of that name, as it is in the beginning; its address."""
        self._order(f"CREATE DATABASE {name} TEMPLATE {places.DATABASE} STRATEGY file_copy")
        return f"postgresql://{places.DATABASE}@{quote(str(self.sockets), safe='')}/{name}"

    def kill_postgres(self) -> None:
        """As if the machine had lost its power: nothing is written to its end.

        All of it: what its parent alone has left still commits before it notices.
        """
        connection.close()  # the one of this process leads nowhere from now on
        started = working_in(self.data, "postgres")
        assert started, "only what this test has started"
        for pid in started:
            send(pid, signal.SIGKILL)
        while working_in(self.data, "postgres"):
            time.sleep(0.05)

    def stop_postgres(self) -> None:
        """As an administrator does: whatever runs is broken off, and nothing is left half-done."""
        postmaster = int((self.data / "postmaster.pid").read_text().split()[0])
        assert postmaster in working_in(self.data, "postgres"), "only what this test has started"
        connection.close()
        send(postmaster, signal.SIGINT)
        while working_in(self.data, "postgres"):
            time.sleep(0.05)

    def kill_redis(self) -> None:
        """Likewise."""
        started = working_in(self.var / "redis", "redis-server")
        assert started, "only what this test has started"
        for pid in started:
            send(pid, signal.SIGKILL)

    def _order(self, sql: str) -> None:
        asked = ["-h", str(self.sockets), "-U", places.DATABASE, "-d", "postgres", "-qtA"]
        order = [programs() / "psql", *asked, "-c", sql]
        subprocess.run(order, check=True, stdout=subprocess.DEVNULL)

    def _embedded(self, verb: str) -> None:
        told = subprocess.run(
            [sys.executable, "-m", "core.embedded", verb],
            cwd=PROJECT, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert told.returncode == 0, told.stdout + told.stderr

    @contextmanager
    def _here(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("QINGLAN_VAR", str(self.var))
            patch.delenv("QINGLAN_THROWAWAY", raising=False)
            yield
