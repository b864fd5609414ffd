"""Many rows into one table by COPY: what a bulk verb writes with, whatever the number of rows."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Any

import orjson
from django.db import connection

# Control characters that no text holds: they stand for what is none, and for the start of bytes.
NULL, HEX = "\x01", "\x02"
AT_ONCE = 100  # rows sent together
_SPECIAL = re.compile("[\\\\\n\r\0]")
BYTES = (bytes, memoryview)
_ESCAPED = str.maketrans(
    {"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r", "\0": None, NULL: None, HEX: None}
)


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows into a table, in the transaction that is open.

    A value is None, a text, bytes, a list or dict (JSON), or what PostgreSQL reads from `str`.
    Triggers, checks and defaults of columns not named hold as for INSERT.
    """
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.wrap_database_errors, connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN WITH (NULL E'\\x01')", _Lines(rows))


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
    beside = f"{table}_beside"
    named = ", ".join(f'"{column}"' for column in columns)
    changed = ", ".join(
        f'"{column}" = coalesce(n."{column}", t."{column}")'
        if column in unless_null
        else f'"{column}" = n."{column}"'
        for column in columns[1:]
    )
    with connection.cursor() as cursor:
        cursor.execute(  # names of tables and columns are those of models
            f"CREATE TEMPORARY TABLE {beside} AS SELECT {named} FROM {table} WITH NO DATA"  # noqa: S608
        )
        copy_rows(beside, columns, rows)
        cursor.execute(
            f"UPDATE {table} t SET {changed}{', ' if changed else ''}version = t.version + 1, "  # noqa: S608
            f'changed_by_id = %s, changed_at = %s FROM {beside} n WHERE t."{columns[0]}" = '
            f'n."{columns[0]}"',
            [actor.pk if actor else None, now],
        )
        cursor.execute(f"DROP TABLE {beside}")


class _Lines:
    """The lines as a file that is read once: PostgreSQL takes in some while others are made."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self.rows = iter(rows)

    def read(self, _size: int = -1) -> str:
        """The next lines, "" at the end."""
        return "".join([_line(row) for row in islice(self.rows, AT_ONCE)])


def reserved_ids(table: str, count: int) -> list[int]:
    """So many numbers that the table will give to nobody else, for rows that others point to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')::regclass) "
            "FROM generate_series(1, %s)",
            [table, count],
        )
        return [number for (number,) in cursor.fetchall()]


def _line(row: Sequence[Any]) -> str:
    """One line; most have nothing to escape, which is seen in the line as a whole."""
    cells = [value if type(value) is str else _text(value) for value in row]
    line = "\t".join(cells)
    if not _is_plain(line, row):
        line = "\t".join(
            [
                cell.translate(_ESCAPED) if cell is value else _escaped(cell)
                for cell, value in zip(cells, row, strict=True)
            ]
        )
    return line.replace(HEX, r"\\x") + "\n"


def _is_plain(line: str, row: Sequence[Any]) -> bool:
    """Whether every tab parts two cells, and every mark was set by `_text`."""
    if _SPECIAL.search(line) or line.count("\t") != len(row) - 1:
        return False
    if NULL in line and line.count(NULL) != sum([value is None for value in row]):
        return False
    return HEX not in line or line.count(HEX) == sum([isinstance(v, BYTES) for v in row])


def _text(value: Any) -> str:
    if value is None:
        return NULL
    if isinstance(value, BYTES):
        return HEX + bytes(value).hex()
    return orjson.dumps(value).decode() if isinstance(value, dict | list) else str(value)


def _escaped(cell: str) -> str:
    """What was made of another value: its mark stays."""
    mark = cell[:1] if cell[:1] in (NULL, HEX) else ""
    return mark + cell.translate(_ESCAPED)
