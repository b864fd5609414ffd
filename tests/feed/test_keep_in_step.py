"""The example of the documentation, run as its readers run it, against a running server."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest
from django.utils import timezone

from cadres.choices import ExitGround
from cadres.people.models import Cadre
from cadres.roster import services
from cadres.roster.models import RosterEntry
from config.env import PROJECT
from tests.clients.issuing import caller, issue
from tests.feed.pulling import Copy

EXAMPLE = PROJECT / "docs" / "examples" / "keep_in_step.py"
CUT_OFF = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n"
    b"X-Updated-Until: 2026-11-23T07:20:00.000000Z\r\n\r\n"
    b'18\r\n{"id":1,"deleted":true}\n\r\n'
)


@pytest.fixture
def copy(tmp_path):
    """Where the copy lies."""
    return tmp_path / "roster.sqlite3"


@pytest.fixture
def token(committed_world):
    """Of a client of the whole city."""
    return issue(committed_world)[1]


def run(address, copy, token):
    return subprocess.run(
        [sys.executable, "-W", "error", EXAMPLE, address, copy],
        env=os.environ | {"QINGLAN_TOKEN": token},
        capture_output=True,
        text=True,
        timeout=60,
    )


def rows(copy):
    with closing(sqlite3.connect(copy)) as opened:
        return {pk: json.loads(data) for pk, data in opened.execute("SELECT id, data FROM rows")}


def set_until(copy, moment):
    with closing(sqlite3.connect(copy)) as opened, opened:
        opened.execute("UPDATE state SET updated_until = ?", [moment])


def test_the_example_keeps_a_copy_in_step(live_server, committed_world, copy, token):
    world, today = committed_world, timezone.localdate()
    address = f"{live_server.url}/api/v1/roster/?tier=1,2,3"

    def in_step():
        done = run(address, copy, token)
        assert done.returncode == 0, done.stderr
        whole, _ = Copy(caller(token), tier="1,2,3").whole()
        assert rows(copy) == whole
        return done.stdout

    open_stays = RosterEntry.objects.filter(left_on=None)
    assert in_step() == f"{open_stays.count()} written, 0 removed\n"

    services.admit(actor=world.city, people=[world.cadres["欧阳雪"]], on=today, today=today, tier=1)
    in_step()
    Cadre.objects.filter(name="李明朗").update(title="清河市科学技术局副局长")
    in_step()
    leaving = open_stays.get(cadre=world.cadres["赵文博"])
    services.release(
        actor=world.city, entries=[leaving], on=today, today=today, ground=ExitGround.OTHER
    )
    assert leaving.pk in rows(copy)
    in_step()
    assert leaving.pk not in rows(copy)

    set_until(copy, "2020-01-01T00:00:00Z")  # too long ago: everything is pulled again
    assert in_step() == f"{open_stays.count()} written, 0 removed\n"


def test_a_refusal_is_told_in_its_own_words(live_server, committed_world, copy):
    done = run(f"{live_server.url}/api/v1/roster/", copy, "ql_00000000_" + "x" * 43)
    assert done.returncode == 1
    assert "令牌无效" in done.stderr


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/roster/", "is no list, the address is https://"),  # a page, which asks for the log-in
        ("/api/v1/rooster/", "没有 /api/v1/rooster/ 这个接口地址"),
        ("/api/v1/roster/?siz=20", "siz：没有这个参数。可用的参数："),
    ],
)
def test_a_beginner_is_told_what_is_wrong(
    live_server, committed_world, copy, token, path, sentence
):
    done = run(f"{live_server.url}{path}", copy, token)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_no_token_and_no_server_are_said_in_a_sentence(copy):
    assert "QINGLAN_TOKEN" in run("http://127.0.0.1:9/", copy, "").stderr
    away = run("http://127.0.0.1:9/api/v1/roster/", copy, "ql_")
    assert away.returncode == 1
    assert "Nothing was changed, run it again" in away.stderr
    assert "Traceback" not in away.stderr


def test_a_transfer_that_breaks_off_changes_nothing(live_server, committed_world, copy, token):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        assert run(f"{live_server.url}/api/v1/roster/", copy, token).returncode == 0
        before = rows(copy)
        with closing(sqlite3.connect(copy)) as opened, opened:
            opened.execute("UPDATE state SET address = ?", [address])

        def cut_off():
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(CUT_OFF)

        server = threading.Thread(target=cut_off)
        server.start()
        done = run(address, copy, token)
        server.join()
    assert done.returncode != 0
    assert "IncompleteRead" in done.stderr
    assert rows(copy) == before
