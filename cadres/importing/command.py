"""The import of the command line: the same steps in one process, without anybody to ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from cadres.importing.applying import Written, write
from cadres.importing.forgetting import forget_files
from cadres.importing.models import BatchState, ImportBatch, Outcome
from cadres.importing.pipeline import checked
from cadres.importing.reading import read
from cadres.importing.staged import Staged
from cadres.importing.staging import stage
from core.units.models import Unit


@dataclass(frozen=True, slots=True)
class Result:
    """Everybody in the files, and what was written of them (None: nothing)."""

    rows: list[Staged]
    written: Written | None

    @property
    def has_errors(self) -> bool:
        """Whether any row is in error."""
        return any(row.action == Outcome.ERROR for row in self.rows)


def import_files(
    *,
    actor: Any,
    paths: Sequence[Path],
    unit: Unit | None,
    on: date,
    dry_run: bool = False,
    skip_errors: bool = False,
) -> Result:
    """Check, and unless it is a dry run, or a row is in error and not skipped, write.

    Who is to be chosen is not written. Raises DomainError when what was checked cannot be written.
    """
    rows = checked(read(paths, on), actor=actor, unit=unit, on=on)
    result = Result(rows, None)
    wanted = any(row.action in (Outcome.CREATE, Outcome.UPDATE) for row in rows)
    if dry_run or not wanted or (result.has_errors and not skip_errors):
        return result
    return Result(rows, _written(actor, paths, unit, rows, on))


def _written(
    actor: Any, paths: Sequence[Path], unit: Unit | None, rows: list[Staged], on: date
) -> Written:
    """Through a batch, as from the page: one that comes to nothing leaves no trace."""
    batch = None
    try:
        with transaction.atomic():
            batch = ImportBatch.objects.create(
                label="、".join(path.name for path in paths)[:200],
                unit=unit,
                asked_by=actor,
                people=len(rows),
                state=BatchState.CHECKED,
            )
            stage(batch, rows)
            return write(actor=actor, batch=batch, on=on)
    finally:
        if batch and default_storage.exists(batch.folder):
            forget_files(batch)
