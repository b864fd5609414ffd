"""A thread that asks the database, while Python works on what was asked before (docs/adr/0021)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections


@contextmanager
def asking() -> Iterator[Executor]:
    """One thread on the connection and in the transaction that are open here.

    What is submitted is asked one after the other, and sees what the caller would see. The caller
    leaves the database alone until it has taken all answers; at the end nothing is under way.
    """
    connection = connections[DEFAULT_DB_ALIAS]

    def adopt() -> None:
        connections[DEFAULT_DB_ALIAS] = connection

    connection.inc_thread_sharing()
    thread = ThreadPoolExecutor(1, "asking", adopt)
    try:
        yield thread
    finally:
        thread.shutdown(cancel_futures=True)
        connection.dec_thread_sharing()
