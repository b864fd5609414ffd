"""Rows into a table by COPY: many times quicker than INSERT, and constant in memory."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from io import StringIO
from itertools import islice
from typing import Any, Final

from django.db import models

BATCH: Final = 5_000  # rows sent at a time
NULL: Final = r"\N"
ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x00": None})


def copy_in(cursor: Any, model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows (column name to value); a column that is not named has its field's default."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    usual = {field.attname: field.get_default() for field in fields}
    # A text is never null: the field's empty value stands for nothing.
    texts = {f.attname for f in fields if f.empty_strings_allowed and not f.null}
    nothing = {name: "" if name in texts else NULL for name in usual}
    columns = ", ".join(f'"{field.column}"' for field in fields)
    lines = (_line({**usual, **row}, nothing) for row in rows)
    while batch := "".join(islice(lines, BATCH)):
        cursor.copy_expert(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN', StringIO(batch))


def _line(row: Mapping[str, Any], nothing: Mapping[str, str]) -> str:
    cells = [
        value.translate(ESCAPES)
        if type(value) is str
        else nothing[name]
        if value is None
        else _text(value)
        for name, value in row.items()
    ]
    return "\t".join(cells) + "\n"


def _text(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return rf"\\x{bytes(value).hex()}"
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False).translate(ESCAPES)
    return value.isoformat() if isinstance(value, date) else str(value).translate(ESCAPES)
