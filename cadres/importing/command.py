"""The import of the command line: the same steps in one process, without anybody to ask."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from cadres.importing.applying import Written, write_rows
from cadres.importing.models import BatchState, ImportBatch, Outcome
from cadres.importing.pipeline import checked
from cadres.importing.reading import read
from cadres.importing.staged import Staged
from core.garbage import unhurried
from core.units.models import Unit


def found_in(paths: Sequence[Path], *, actor: Any, unit: Unit | None, on: date) -> list[Staged]:
    """What everybody in the files would do; nothing is written."""
    with unhurried():
        return checked(read(paths, on), actor=actor, unit=unit, on=on)


def has_errors(rows: Sequence[Staged]) -> bool:
    """Whether any row is in error."""
    return any(row.action == Outcome.ERROR for row in rows)


def is_to_write(rows: Sequence[Staged], *, skip_errors: bool) -> bool:
    """Whether anything is to be written: a row in error keeps all back, unless it is skipped."""
    wanted = any(row.action in (Outcome.CREATE, Outcome.UPDATE) for row in rows)
    return wanted and (skip_errors or not has_errors(rows))


def write_found(
    rows: Sequence[Staged], paths: Sequence[Path], *, actor: Any, unit: Unit | None, on: date
) -> Written:
    """Write in one transaction, under a batch that says so: one that fails leaves no trace.

    Who is in error or to be chosen is not written. Raises DomainError with nothing written.
    """
    with unhurried(), transaction.atomic():
        batch = ImportBatch.objects.create(
            label="、".join(path.name for path in paths)[:200],
            unit=unit,
            asked_by=actor,
            people=len(rows),
            state=BatchState.CHECKED,
        )
        return write_rows(actor=actor, batch=batch, rows=rows, on=on)
