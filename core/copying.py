"""Many rows into one table by COPY: what a bulk verb writes with, whatever the number of rows."""

import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

import orjson
from django.db import connection

NULL = r"\N"
_SPECIAL = re.compile("[\\\\\t\n\r\0]")
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r", "\0": None})


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows into a table, in the transaction that is open.

    A value is None, a text, bytes, a list or dict (JSON), or what PostgreSQL reads from `str`.
    Triggers, checks and defaults of columns not named hold as for INSERT.
    """
    text = StringIO("".join(["\t".join([_cell(value) for value in row]) + "\n" for row in rows]))
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.wrap_database_errors, connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", text)


def reserved_ids(table: str, count: int) -> list[int]:
    """So many numbers that the table will give to nobody else, for rows that others point to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')::regclass) "
            "FROM generate_series(1, %s)",
            [table, count],
        )
        return [number for (number,) in cursor.fetchall()]


def _cell(value: Any) -> str:
    if value is None:
        return NULL
    if type(value) is not str:
        if isinstance(value, bytes | memoryview):
            return rf"\\x{bytes(value).hex()}"
        value = orjson.dumps(value).decode() if isinstance(value, dict | list) else str(value)
    return value.translate(_ESCAPED) if _SPECIAL.search(value) else value
