"""Reading apart from telling: while Python tells what one source read, PostgreSQL reads the next.

A source is a generator: it yields what is to be read, and goes on with what that gave. Gathering
for three hundred reports is half PostgreSQL's work and half Python's, on two processors.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

from django.db.models import QuerySet

from core.ahead import asking

Read = Callable[[], Any]
Reading = Generator[Read, Any, None]
AHEAD = 2  # reads under way or waiting to be told: what they gave is kept in memory


def rows_of(rows: QuerySet) -> Read:
    """All rows of a query set, as a list."""
    return lambda: list(rows)


def run(sources: Iterable[Reading], *, meanwhile: Callable[[], None]) -> None:
    """Every source to its end, and `meanwhile`, which reads nothing.

    What the sources read is read one after the other.
    """
    waiting: deque[tuple[Reading, Read]] = deque()
    flying: deque[tuple[Reading, Future[Any]]] = deque()

    def go_on(source: Reading, found: Any = None) -> None:
        with suppress(StopIteration):
            waiting.append((source, source.send(found)))

    for source in sources:
        go_on(source)
    with asking() as thread:

        def fill() -> None:
            while waiting and len(flying) < AHEAD:
                source, read = waiting.popleft()
                flying.append((source, thread.submit(read)))

        fill()
        meanwhile()
        while flying:
            source, under_way = flying.popleft()
            found = under_way.result()
            fill()
            go_on(source, found)
            fill()
