"""The database of a session: kept as it began, and put back after a test with real commits.

Django empties every table after such a test, and whoever comes next pays for the world again.
PostgreSQL copies a whole database in a fraction of the time: rows, keys and sequences come back as
they were, so what a test finds does not depend on what ran before it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.db import connection, connections
from django.test import TransactionTestCase

# How many times it was put back; a connection older than that leads to a database that is gone.
_replaced = 0


def forget_stale() -> None:
    """Close a connection that was opened before the database was last replaced.

    While a browser is driven an event loop runs, and Django keeps another connection for the code
    below it: only that one is closed when the database is put back. Called before each test.
    """
    if getattr(connection, "opened_at", _replaced) != _replaced:
        connection.close()
    connection.opened_at = _replaced


@contextmanager
def kept() -> Iterator[None]:
    """Keep the database as it is now; tests with real commits find it so, and leave it so."""
    keep("kept")
    with patch.object(TransactionTestCase, "_fixture_teardown", lambda _self: put_back()):
        yield
    forget("kept")


def put_back(point: str = "kept") -> None:
    """The database as it was kept; for whoever commits rows that several tests read."""
    global _replaced
    name = connection.settings_dict["NAME"]
    _copy(f"{name}_{point}", name)
    _replaced += 1


def keep(point: str) -> None:
    """Keep the database as it is now under another name, to be put back to that as well."""
    name = connection.settings_dict["NAME"]
    _copy(name, f"{name}_{point}")


def forget(point: str) -> None:
    """Keep it no longer."""
    _drop(f"{connection.settings_dict['NAME']}_{point}")


def _copy(source: str, target: str) -> None:
    """Make `target` a copy of `source`, whoever is still connected to either."""
    connections.close_all()
    _drop(target)
    with connection._nodb_cursor() as cursor:
        # Before 15 there was no other way of copying, and no word for it.
        way = " STRATEGY file_copy" if cursor.connection.server_version >= 15_00_00 else ""
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"{way}')


def _drop(name: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
