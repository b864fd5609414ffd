"""Rows into a table by COPY, by the names of their columns; what is not named has its default."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from core.copying import copy_rows


def copy_in(_cursor: Any, model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows (column name to value); a column that is not named has its field's default."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    usual = {field.attname: field.get_default() for field in fields}
    # A text is never null: the field's empty value stands for nothing.
    texts = frozenset(f.attname for f in fields if f.empty_strings_allowed and not f.null)
    copy_rows(
        model._meta.db_table,
        [field.column for field in fields],
        ([*(usual | _texts_not_null(row, texts)).values()] for row in rows),
    )


def _texts_not_null(row: Mapping[str, Any], texts: frozenset[str]) -> Mapping[str, Any]:
    if None not in row.values():
        return row
    return {name: "" if value is None and name in texts else value for name, value in row.items()}
