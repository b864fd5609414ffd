"""Counting rows by many groups at once: one statement, one scan (GROUPING SETS)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Counts = dict[tuple[Any, ...], int]


def counted(rows: QuerySet, groups: Sequence[Sequence[str]]) -> list[Counts]:
    """For each group of paths: its values to how many rows have them. `()` counts all."""
    paths = list(dict.fromkeys(path for group in groups for path in group))
    found: list[Counts] = [{} for _ in groups]
    if not paths:
        return [{(): rows.count()} for _ in groups]
    try:
        text, params = rows.order_by().values_list(*paths).query.sql_with_params()
    except EmptyResultSet:
        return found
    names = [f"c{n}" for n, _ in enumerate(paths)]
    by_path = dict(zip(paths, names, strict=True))
    asked = [tuple(by_path[path] for path in group) for group in groups]
    sets = {_mask(group, names): tuple(dict.fromkeys(group)) for group in asked}
    wanted = ", ".join(f"({', '.join(group)})" for group in sets.values())
    by_mask: dict[int, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for place, group in enumerate(asked):
        by_mask[_mask(group, names)].append((place, group))
    columns = ", ".join(names)
    sql = (
        f"SELECT grouping({columns}), count(*), {columns} FROM ({text}) AS t ({columns}) "  # noqa: S608
        f"GROUP BY GROUPING SETS ({wanted})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for mask, number, *values in cursor.fetchall():
            told = dict(zip(names, values, strict=True))
            for place, group in by_mask[mask]:
                found[place][tuple(told[name] for name in group)] = number
    return found


def _mask(group: Sequence[str], names: Sequence[str]) -> int:
    """What `grouping()` says of a set: a bit for each column that is not in it."""
    return int("".join("0" if name in group else "1" for name in names), 2)
