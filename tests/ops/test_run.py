"""`make run` from end to end: up, killed, up again with its data, told to stop, all gone."""

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time

import psycopg2
import pytest

from config.env import PROJECT
from core.embedded import places, postgres_cluster
from core.embedded.processes import send, working_in
from ops import leftovers
from ops.variable_folder import holder

PATIENCE = 120.0  # seconds; a busy machine migrates slowly


class Running:
    """One `python -m ops run` with a log."""

    def __init__(self, var, port):
        self.var, self.port, self.log = var, port, var.with_name("run.log")
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-B", "-m", "ops", "run"],
                cwd=PROJECT,
                env=os.environ | {"PORT": str(port)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def said(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait_until_told(self, text):
        deadline = time.monotonic() + PATIENCE
        while text not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)

    def get(self, path):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request("GET", path)
            return line.getresponse().status
        finally:
            line.close()

    def everything(self):
        """All processes but the one that watches them."""
        return [
            *leftovers.running(self.var),
            *working_in(places.postgres_data(), "postgres"),
            *working_in(self.var / "redis", "redis-server"),
        ]


def free_port() -> int:
    """One that the system gives to nobody who asks for any: another test may ask meanwhile."""
    while True:
        with socket.socket() as plug:
            try:
                plug.bind(("127.0.0.1", 20_000 + secrets.randbelow(10_000)))
            except OSError:
                continue
            return plug.getsockname()[1]


@pytest.fixture
def copy_of_its_own(tmp_path, monkeypatch):
    """Starts runs of one copy on a free port; ends whatever a failed test leaves."""
    for variable in ("DATABASE_URL", "REDIS_URL", "QINGLAN_THROWAWAY", "QINGLAN_DEMO"):
        monkeypatch.setenv(variable, "")
    monkeypatch.setenv("QINGLAN_ENV_FILE", "")
    monkeypatch.setenv("QINGLAN_VAR", str(tmp_path / "var"))
    port = free_port()
    started = []

    def start():
        started.append(Running(tmp_path / "var", port))
        return started[-1]

    yield start
    for running in started:
        if running.process.poll() is None:
            running.process.kill()
            running.process.wait()
    subprocess.run([sys.executable, "-B", "-m", "ops", "stop"], cwd=PROJECT, check=True)
    postgres_cluster.remove()


def units():
    line = psycopg2.connect(places.postgres_url())
    try:
        with line.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM core_unit")
            return cursor.fetchone()[0]
    finally:
        line.close()


def test_a_copy_survives_being_killed_and_leaves_nothing_when_stopped(copy_of_its_own):
    first = copy_of_its_own()
    first.wait_until_told("按 Ctrl-C 停止")
    assert first.get("/healthz") == 200
    assert "sysadmin" in first.said()
    there = units()
    assert there > 100

    first.process.kill()
    first.process.wait()
    for pid in first.everything():
        send(pid, signal.SIGKILL)
    # The port is theirs until they are gone.
    deadline = time.monotonic() + 10
    while first.everything() and time.monotonic() < deadline:
        time.sleep(0.05)

    second = copy_of_its_own()
    second.wait_until_told("按 Ctrl-C 停止")
    assert second.get("/healthz") == 200
    assert units() == there
    assert holder(second.var) == second.process.pid

    second.process.send_signal(signal.SIGINT)
    assert second.process.wait(60) == 0, second.said()
    assert second.everything() == []
