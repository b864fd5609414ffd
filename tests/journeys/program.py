"""A program of somebody who has read `docs/api.md` and nothing else, over real sockets."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from config.env import PROJECT
from tests.journeys.walking import Taken, Walk

EXAMPLE = PROJECT / "docs" / "examples" / "keep_in_step.py"
BASE = "/api/v1/"
CUT_AFTER = 20_000  # bytes


class Answer(NamedTuple):
    """What came back, whatever its status."""

    status: int
    headers: Any
    body: bytes

    @property
    def told(self) -> Any:
        """The JSON of it."""
        return json.loads(self.body)


class Program:
    """Calls one installation with one token; each named call is a step of the walk."""

    def __init__(self, server: str, token: str, walk: Walk) -> None:
        self.server, self.token, self.walk = server, token, walk

    def get(self, path: str, step: str = "", **headers: str) -> Answer:
        """One request to its end."""
        if self.token:
            headers = {"Authorization": f"Bearer {self.token}"} | headers
        address = path if path.startswith("http") else f"{self.server}{BASE}{path}"
        begun = time.monotonic()
        try:
            with urlopen(Request(address, headers=headers), timeout=600) as answer:
                first = time.monotonic()
                found = Answer(answer.status, answer.headers, answer.read())
        except HTTPError as refusal:
            first = time.monotonic()
            found = Answer(refusal.code, refusal.headers, refusal.read())
        if step:
            ended = time.monotonic()
            took = ((first - begun) * 1000, (ended - begun) * 1000)
            self.walk.taken.append(Taken(step, path, *took))
        return found

    def pages(self, path: str, step: str) -> Iterator[dict]:
        """Every row of a list, by following `next`; waits where it is told to."""
        begun, address = time.monotonic(), path
        waited = 0.0
        while address:
            answer = self.get(address)
            if answer.status == 429:
                wait = int(answer.headers["Retry-After"])
                waited += wait
                time.sleep(wait)
                continue
            yield from answer.told["results"]
            address = answer.told["next"]
        took = (time.monotonic() - begun) * 1000
        told = f"{step}（其中等待 {waited:.0f} 秒）" if waited else step
        self.walk.taken.append(Taken(told, path, took - waited * 1000, took))

    def keep_in_step(self, path: str, file: Any, step: str = "", server: str = "") -> str:
        """The example of the documentation, run as its readers run it; what it says."""
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, EXAMPLE, f"{server or self.server}{BASE}{path}", file],
            env=os.environ | {"QINGLAN_TOKEN": self.token},
            capture_output=True, text=True, timeout=900, check=False,
        )  # fmt: skip
        if step:
            took = (time.monotonic() - begun) * 1000
            self.walk.taken.append(Taken(step, path, took, took))
        return done.stdout + done.stderr


@contextmanager
def breaking(server: str) -> Iterator[str]:
    """The server behind a line that breaks in the middle of an answer."""
    place = urlsplit(server)

    def relay(listening: socket.socket) -> None:
        near, _ = listening.accept()
        with near, socket.create_connection((place.hostname, place.port)) as far:
            far.sendall(near.recv(65_536))
            left = CUT_AFTER
            while left > 0 and (part := far.recv(min(left, 4_096))):
                near.sendall(part)
                left -= len(part)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=relay, args=[listening])
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        thread.join()
