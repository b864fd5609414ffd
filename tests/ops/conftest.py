"""A copy of its own for tests that start servers."""

import os
import subprocess
import sys

import pytest

from config.env import PROJECT
from core.embedded import places, postgres_cluster


class Copy:
    """One `var` and the commands on its embedded servers."""

    def __init__(self, var):
        self.var = var

    def servers(self, verb, **extra):
        """Run a verb; returns exit code and output."""
        done = subprocess.run(
            [sys.executable, "-m", "core.embedded", verb],
            cwd=PROJECT,
            env=os.environ | extra,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A fresh copy that keeps its data, stopped and removed at the end."""
    monkeypatch.setenv("QINGLAN_VAR", str(tmp_path / "var"))
    for variable in ("DATABASE_URL", "REDIS_URL", "QINGLAN_THROWAWAY"):
        monkeypatch.delenv(variable, raising=False)
    copy = Copy(places.var_dir())
    yield copy
    code, said = copy.servers("down")
    postgres_cluster.remove()
    assert code == 0, said
