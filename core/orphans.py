"""Files that no row names: of a write that was killed between the file and its row.

A file is written before its row, so one without a row may be somebody's who is at it: only what is
older than `before` goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import PurePosixPath

from django.core.files.storage import Storage
from django.db.models import FileField

AT_ONCE = 500  # names that one statement asks about


def sweep(field: FileField, folder: str, *, before: datetime) -> int:
    """Take away the files below `folder` that no row of the field names; how many went."""
    storage, removed = field.storage, 0
    old = (name for name in _files(storage, folder) if storage.get_modified_time(name) < before)
    while names := list(islice(old, AT_ONCE)):
        rows = field.model._default_manager.filter(**{f"{field.name}__in": names})
        kept = set(rows.values_list(field.name, flat=True))
        for name in names:
            if name not in kept:
                storage.delete(name)
                removed += 1
    return removed


def _files(storage: Storage, folder: str) -> Iterator[str]:
    """Every file at or below a folder, by the name that a row has."""
    if not storage.exists(folder):
        return
    folders, files = storage.listdir(folder)
    yield from (str(PurePosixPath(folder, name)) for name in sorted(files))
    for name in sorted(folders):
        yield from _files(storage, str(PurePosixPath(folder, name)))
