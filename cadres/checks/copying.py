"""Rows into a table by COPY, by the names of their columns; what is not named has its default."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from core.copying import copy_rows


def copy_in(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows (column name to value); a column that is not named has its field's default."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    usual = {field.attname: field.get_default() for field in fields}
    # A text is never null: the field's empty value stands for nothing.
    texts = [n for n, f in enumerate(fields) if f.empty_strings_allowed and not f.null]
    copy_rows(
        model._meta.db_table,
        [field.column for field in fields],
        (_texts_not_null([*(usual | row).values()], texts) for row in rows),
    )


def _texts_not_null(values: list[Any], texts: Iterable[int]) -> list[Any]:
    for place in texts:
        if values[place] is None:
            values[place] = ""
    return values
