"""Everything that the database, Redis and the files under it hold, as an administrator reads it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection

TABLES = """
SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
"""
TOAST = """
SELECT c.reltoastrelid::regclass::text FROM pg_class c
WHERE c.relname = ANY(%s) AND c.reltoastrelid <> 0
"""
CHUNKED = ("assessments_sealedballot", "assessments_urn", "assessments_sheet", "assessments_remark")


@dataclass(frozen=True)
class Row:
    """One row as text: where it lies, which transaction wrote it, what is in it."""

    ctid: tuple[int, int]
    xmin: int
    values: dict[str, str]

    @property
    def everything(self) -> dict[str, str]:
        """All that can be compared with something elsewhere."""
        return self.values | {"ctid": str(self.ctid), "xmin": str(self.xmin)}


Dump = dict[str, list[Row]]


def tables() -> Dump:
    """Every row of every table in the order in which it lies, and of what lies beside: TOAST."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        names = [name for (name,) in cursor.fetchall()]
        cursor.execute(TOAST, [list(CHUNKED)])
        names += [name for (name,) in cursor.fetchall()]
        return {name.removeprefix("public."): _rows(cursor, name) for name in names}


def _rows(cursor, name: str) -> list[Row]:
    cursor.execute(f"SELECT ctid::text AS ctid_, xmin::text AS xmin_, * FROM {name}")
    columns = [column.name for column in cursor.description][2:]
    rows = []
    for ctid, xmin, *values in cursor.fetchall():
        page, line = map(int, ctid.strip("()").split(","))
        texts = dict(zip(columns, map(_text, values), strict=True))
        rows.append(Row((page, line), int(xmin), texts))
    return sorted(rows, key=lambda row: row.ctid)


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value)


def store() -> str:
    """Keys and values of Redis."""
    client = cache._cache.get_client()
    return "\n".join(f"{key!r} {client.dump(key)!r}" for key in client.keys("*"))


def in_words(dump: Dump) -> str:
    """All of it as one text to be searched."""
    return "\n".join(
        f"{name} {column} {value}"
        for name, rows in dump.items()
        for row in rows
        for column, value in row.values.items()
    )
