"""Loading many rows into empty tables: what checks and sorts row by row is made at the end instead.

Indexes, foreign keys, unique and exclusion constraints are dropped and, in the same transaction,
made again as they were: PostgreSQL then checks all rows at once, many times quicker.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

CONSTRAINTS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
FROM pg_constraint
WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('x', 'u', 'f')
ORDER BY array_position('{x,u,f}'::"char"[], contype), conname
"""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
FROM pg_index
WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary AND indpred IS NULL
ORDER BY 1
"""
MEMORY = "SET LOCAL maintenance_work_mem = '256MB'"


@contextmanager
def bare(cursor: Any, tables: Sequence[str]) -> Iterator[None]:
    """Inside, the tables have their primary keys, check constraints and partial indexes only.

    A partial index stays: its condition, written out and read again, is worded differently.
    """
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table changes while checks are pending
    cursor.execute(CONSTRAINTS, [list(tables)])
    constraints = cursor.fetchall()
    for table, name, _ in constraints:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    cursor.execute(INDEXES, [list(tables)])
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    cursor.execute(MEMORY)
    for _, definition in indexes:
        cursor.execute(definition)
    for table, name, definition in constraints:
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
