"""Jobs of imports: checking what was uploaded, writing what was confirmed, forgetting the old."""

from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from cadres.importing.applying import Written, write
from cadres.importing.forgetting import forget_old
from cadres.importing.models import BatchState, ImportBatch
from cadres.importing.pipeline import checked
from cadres.importing.reading import read
from cadres.importing.services import refuse_changed_rights
from cadres.importing.staging import stage
from core.errors import refuse_if
from core.garbage import unhurried
from core.jobs.models import Job
from core.jobs.progress import Progress


def check(job: Job, progress: Progress) -> dict[str, Any]:
    """Read, match, compare and stage the files of a batch; run again, it begins anew."""
    batch = ImportBatch.objects.select_related("unit").get(pk=job.params["batch"])
    refuse_if(
        batch.state != BatchState.CHECKING, "这批导入已经核对过，或者已放弃，请打开导入页面查看。"
    )
    on = timezone.localdate()

    def said(step: str) -> None:
        progress.advance(0, f"{step}（{progress.done} 人）")

    progress.advance(0, "正在读取文件")
    told = progress(read(uploaded(batch), on))
    with unhurried():
        rows = checked(told, actor=job.asker, unit=batch.unit, on=on, watch=said)
    said("正在保存")
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        refuse_if(batch.state != BatchState.CHECKING, "这批导入已放弃；要导入的，请重新上传。")
        batch.rows.all().delete()
        stage(batch, rows)
        batch.state, batch.people = BatchState.CHECKED, len(rows)
        batch.save(update_fields=["state", "people"])
    progress.message = f"已核对 {len(rows)} 人。"
    return {"batch": batch.pk, "people": len(rows)}


def apply(job: Job, progress: Progress) -> dict[str, Any]:
    """Write a batch as it was confirmed; anything refused on the way undoes everything."""
    batch = ImportBatch.objects.get(pk=job.params["batch"])
    refuse_changed_rights(job.asker, batch)
    people = job.params["people"]
    progress.expect(people)
    progress.advance(0, "正在写入，请稍候")

    def framed(done: int, total: int) -> None:
        progress.advance(0, f"正在处理照片 {done}／{total}")

    written: Written = write(
        actor=job.asker, batch=batch, on=timezone.localdate(), expected=people, watch=framed
    )
    for name, reason in written.photo_faults:
        progress.problem(place=name, reason=reason)
    progress.message = f"已写入 {people} 人。"
    progress.finish(people)
    return {"batch": batch.pk, "create": written.created, "update": written.updated}


def forget(job: Job, progress: Progress) -> dict[str, Any]:
    """The nightly job: batches that are too old are given up, and their content goes."""
    return {"batches": forget_old(timezone.now())}


def uploaded(batch: ImportBatch) -> list[Path]:
    """The files of a batch on the disk, by name."""
    _, names = default_storage.listdir(batch.folder)
    return [Path(default_storage.path(f"{batch.folder}/{name}")) for name in sorted(names)]
