"""Statements that every page asks: put together once, and kept as texts with their values.

To put one together takes several times as long as to have it answered. Keep them by whatever they
depend on: the account with its grants (`core.accounts.holder`) and the day.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Statement = tuple[str, tuple[Any, ...]]


def statement_of(rows: QuerySet) -> Statement | None:
    """The statement of plain values; None where nothing can ever be found."""
    try:
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, tuple(values)


def answers(statement: Statement | None) -> list[tuple[Any, ...]]:
    """What the database says now."""
    if statement is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return cursor.fetchall()
