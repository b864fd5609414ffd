"""The reference of bulk work: the driver itself, with a named cursor, and nothing around it."""

from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

CHUNK = 2000
UNITS = """
    SELECT {columns} FROM core_unit u LEFT JOIN core_unit p ON p.id = u.parent_id
    {where} ORDER BY u.sort_path, u.id
"""


def rows(statement: str, params: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Tuples of one statement, fetched a chunk at a time."""
    connection.ensure_connection()
    with transaction.atomic(), connection.connection.cursor(name="plain") as cursor:
        cursor.itersize = CHUNK
        cursor.execute(statement, params)
        yield from cursor


def units(paths: list[str], *, below: str = "") -> Iterator[tuple[Any, ...]]:
    """Units in tree order, `id` and the ORM paths of columns given; those below a path alone."""
    names = ["u.id", *(_sql(path) for path in paths)]
    where = "WHERE u.path LIKE %s" if below else ""
    statement = UNITS.format(columns=", ".join(names), where=where)
    return rows(statement, (f"{below}%",) if below else ())


def _sql(path: str) -> str:
    return f"p.{path.removeprefix('parent__')}" if path.startswith("parent__") else f"u.{path}"
