"""Many rows into one table by COPY: what a bulk verb writes with, whatever the number of rows."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import orjson
from django.db import connection

AT_ONCE = 100  # rows sent together
# A row as a JSON array is a line of CSV, whose quotes are escaped by a backslash, and brackets.
FORMAT = r"""FORMAT csv, NULL 'null', QUOTE '"', ESCAPE '\'"""
_ODD = re.compile(rb'\\[^"]')
_ESCAPE = re.compile(rb"\\(?:u00([0-9a-f]{2})|(.))")
_CONTROL = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t"}
_BYTES = (bytes, memoryview)
_NESTED = (dict, list)


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows into a table, in the transaction that is open.

    A value is None, a text, bytes, a list or dict (JSON), or what PostgreSQL reads from `str`.
    Triggers, checks and defaults of columns not named hold as for INSERT.
    """
    with connection.wrap_database_errors, connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY {table} ({_names(columns)}) FROM STDIN WITH ({FORMAT})", _Lines(rows)
        )


def update_rows(
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    now: Any,
    actor: Any,
    unless_null: Collection[str] = (),
) -> None:
    """Values of its own for each row of a versioned table, by one UPDATE; versions go up by one.

    The first column is the key. Of `unless_null` a null leaves what is there.
    """
    changed = ", ".join(
        f'"{column}" = coalesce(n."{column}", t."{column}")'
        if column in unless_null
        else f'"{column}" = n."{column}"'
        for column in columns[1:]
    )
    with connection.cursor() as cursor, _beside(cursor, table, columns, rows) as beside:
        cursor.execute(  # names of tables and columns are those of models
            f"UPDATE {table} t SET {changed}{', ' if changed else ''}version = t.version + 1, "  # noqa: S608
            f'changed_by_id = %s, changed_at = %s FROM {beside} n WHERE t."{columns[0]}" = '
            f'n."{columns[0]}"',
            [actor.pk if actor else None, now],
        )


def add_rows(
    table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, returning: Sequence[str]
) -> list[tuple[Any, ...]]:
    """Those of the rows that no constraint refuses, in their order; columns of what was written.

    Waits for others who write the same, and leaves theirs.
    """
    named, told = _names(columns), _names(returning)
    with connection.cursor() as cursor, _beside(cursor, table, columns, rows) as beside:
        cursor.execute(
            f"INSERT INTO {table} ({named}) SELECT {named} FROM {beside} "  # noqa: S608
            f"ON CONFLICT DO NOTHING RETURNING {told}"
        )
        return cursor.fetchall()


@contextmanager
def _beside(
    cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Iterator[str]:
    """The rows in a table of their own, with columns as the table has them."""
    beside = f"{table}_beside"
    cursor.execute(
        f"CREATE TEMPORARY TABLE {beside} AS SELECT {_names(columns)} FROM {table} WITH NO DATA"  # noqa: S608
    )
    copy_rows(beside, columns, rows)
    yield beside
    cursor.execute(f"DROP TABLE {beside}")


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


class _Lines:
    """The lines as a file that is read once: PostgreSQL takes in some while others are made."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self.rows = iter(rows)

    def read(self, _size: int = -1) -> bytes:
        """The next lines, none at the end."""
        return b"".join([_line(row) for row in islice(self.rows, AT_ONCE)])


def reserved_ids(table: str, count: int) -> list[int]:
    """So many numbers that the table will give to nobody else, for rows that others point to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval((SELECT pg_get_serial_sequence(%s, 'id')::regclass)) "
            "FROM generate_series(1, %s)",
            [table, count],
        )
        return [number for (number,) in cursor.fetchall()]


def _line(row: Sequence[Any]) -> bytes:
    """One line; most hold nothing but plain texts and numbers, which is seen in it as a whole."""
    line = _cells(row)
    if b"{" in line or b"[" in line:
        line = _cells([_json(value) if isinstance(value, _NESTED) else value for value in row])
    if b"\\" in line and _ODD.search(line.replace(rb"\\", b"")):
        line = _ESCAPE.sub(_as_csv, line)
    return line + b"\n"


def _cells(row: Sequence[Any]) -> bytes:
    return orjson.dumps(row, default=_text)[1:-1]


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _text(value: Any) -> str:
    """What JSON has no form for."""
    return f"\\x{value.hex()}" if isinstance(value, _BYTES) else str(value)


def _as_csv(escape: re.Match[bytes]) -> bytes:
    """Backslash and quote are escaped in both, control characters in JSON alone."""
    code, letter = escape.groups()
    if code:
        return b"" if code == b"00" else bytes.fromhex(code.decode())  # no text holds NUL
    return _CONTROL.get(letter, escape[0])
