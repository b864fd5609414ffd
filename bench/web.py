"""The real web server on one of the databases, for as long as it is needed, and who posts to it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from multiprocessing import get_context
from pathlib import Path
from threading import local
from urllib.parse import urlencode

from bench import databases
from ops import places

STARTING = 60.0  # seconds
CLIENTS = 2  # processes
THREADS = 8  # connections that each keeps
Post = tuple[str, Mapping[str, str]]  # address, form


@contextmanager
def serving(database: str) -> Iterator[int]:
    """As many processes and threads as a city has; gives the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).parent / "gunicorn"), "config.wsgi",
        "--bind", f"127.0.0.1:{port}",
        "--workers", str(places.web_workers()),
        "--threads", str(places.web_threads()),
        "--preload", "--no-control-socket", "--log-level", "error",
    ]  # fmt: skip
    environment = os.environ | {"DATABASE_URL": databases.address(database)}
    server = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def posted(port: int, posts: Sequence[Post]) -> tuple[float, list[int]]:
    """Seconds and the status of each, posted by several processes with some connections each."""
    parts = [posts[number::CLIENTS] for number in range(CLIENTS)]
    with ProcessPoolExecutor(CLIENTS, mp_context=get_context("spawn")) as pool:
        list(pool.map(_answers, [port] * CLIENTS, [[]] * CLIENTS))  # both have started
        begun = time.perf_counter()
        found = list(pool.map(_answers, [port] * CLIENTS, parts))
        seconds = time.perf_counter() - begun
    return seconds, [status for part in found for status in part]


def _answers(port: int, posts: Sequence[Post]) -> list[int]:
    kept = local()

    def post(one: Post) -> int:
        address, form = one
        if not hasattr(kept, "line"):
            kept.line = HTTPConnection("localhost", port, timeout=300)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Host": "localhost"}
        kept.line.request("POST", address, urlencode(form), headers)
        answer = kept.line.getresponse()
        answer.read()
        return answer.status

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(post, posts))


def _wait(port: int) -> None:
    deadline = time.monotonic() + STARTING
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise TimeoutError("等了一分钟，网页服务器没有启动。") from None
            time.sleep(0.1)
