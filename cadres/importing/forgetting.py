"""What is kept of a batch, and until when: its content goes when it is written or given up.

Refused rows stay until the batch is old, so that they can still be downloaded and mended.
"""

from collections.abc import Collection
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction

from cadres.importing.models import KEPT, BatchState, ImportBatch, Outcome
from core.arrays import among
from core.jobs.models import FINISHED


def forget_content(batch: ImportBatch, *, written: Collection[int] = ()) -> None:
    """Uploads, staged values and whoever was not written go; `written` rows stay as names."""
    rows = batch.rows.exclude(action=Outcome.ERROR)
    rows.exclude(among("number", written, "integer")).delete()
    rows.exclude(raw=None).update(raw=None)
    batch.rows.update(told={}, changes={}, candidates=[], left_out=[], id_sealed=None, id_hash="")
    transaction.on_commit(lambda: forget_files(batch))


def forget_files(batch: ImportBatch) -> None:
    """What was uploaded, and photos that were laid aside."""
    _empty(batch.folder)


def forget_old(now: datetime) -> int:
    """Batches older than KEPT: unwritten ones are given up, all refused rows go; how many."""
    old = ImportBatch.objects.filter(asked_at__lt=now - KEPT)
    count = 0
    for batch in (
        old.filter(rows__isnull=False).distinct()
        | old.filter(state__in=(BatchState.CHECKING, BatchState.CHECKED)).distinct()
    ):
        if batch.writing and batch.writing.state not in FINISHED:
            continue
        with transaction.atomic():
            batch.rows.all().delete()
            if batch.state != BatchState.WRITTEN:
                batch.state = BatchState.ABANDONED
                batch.save(update_fields=["state"])
            transaction.on_commit(lambda batch=batch: forget_files(batch))
        count += 1
    return count


def _empty(folder: str) -> None:
    if not default_storage.exists(folder):
        return
    folders, names = default_storage.listdir(folder)
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    for name in folders:
        _empty(f"{folder}/{name}")
    default_storage.delete(folder)
