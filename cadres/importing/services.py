"""The life of a batch: taken in and checked, looked through, written or given up.

(none) --begin--> checking --(job)--> checked --confirm--> writing --(job)--> written
                  checking | checked --abandon--> abandoned
                  checked --check_again--> checking
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from cadres.importing.forgetting import forget_content
from cadres.importing.models import BatchState, ImportBatch, ImportRow, Outcome
from cadres.people.querysets import KEEPERS
from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, Stale, refuse_if
from core.jobs.models import FINISHED, State
from core.jobs.services import authority, cancel, enqueue
from core.scoping import roles_of
from core.units.models import Unit

CHECK, APPLY = "cadres.importing.check", "cadres.importing.apply"
NOT_A_KEEPER = "导入由市委组织部和县（区）委组织部办理，您的角色不能导入。"
SUFFIXES = (".xlsx", ".lrmx", ".lrm", ".pic", ".zip")
MOST_NAME = 120
_ODD = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]")


def refuse_strangers(viewer: Any) -> None:
    """Raises NotAllowed unless the viewer keeps files somewhere."""
    refuse_if(not KEEPERS & roles_of(viewer), NOT_A_KEEPER, NotAllowed)


def begin(*, actor: Any, files: Sequence[UploadedFile], unit: Unit | None) -> ImportBatch:
    """Keep the files and have them checked; raises ValidationError at the field."""
    refuse_strangers(actor)
    _refuse_files(files)
    label = files[0].name if len(files) == 1 else f"{files[0].name}等 {len(files)} 个文件"
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            label=label[-200:], unit=unit, asked_by=actor, authority=authority(actor)
        )
        taken: set[str] = set()
        for file in files:
            default_storage.save(f"{batch.folder}/{_own_name(file.name, taken)}", file)
        job = enqueue(actor=actor, kind=CHECK, label=f"核对导入：{label}", batch=batch.pk)
        batch.checking = job
        batch.save(update_fields=["checking"])
    return batch


def _refuse_files(files: Sequence[UploadedFile]) -> None:
    """One file that is none is refused; among several it is told of beside the others."""
    most = settings.IMPORT_MAX_BYTES
    for file in files if len(files) == 1 else ():
        suffix = Path(file.name or "").suffix.lower()
        if suffix not in SUFFIXES:
            known = "、".join(SUFFIXES)
            raise ValidationError(
                {"files": [f"“{file.name}”不能导入：只接受 {known} 文件，请另选文件。"]}
            )
        if not file.size:
            raise ValidationError({"files": [f"“{file.name}”是空文件，请检查后重新选择。"]})
    total = sum(file.size or 0 for file in files)
    if total > most:
        sentence = (
            f"文件共有 {total / 2**20:.1f} MB，一次最多 {most // 2**20} MB，请分几次上传，"
            "或请系统管理员用命令导入。"
        )
        raise ValidationError({"files": [sentence]})


def _own_name(name: str | None, taken: set[str]) -> str:
    """The name a file had, safe in a folder, and not twice."""
    plain = _ODD.sub("_", name or "")[-MOST_NAME:].lstrip(".") or "file"
    stem, suffix = Path(plain).stem, Path(plain).suffix
    own, number = plain, 1
    while own.casefold() in taken:
        number += 1
        own = f"{stem}（{number}）{suffix}"
    taken.add(own.casefold())
    return own


@transaction.atomic
def confirm(*, actor: Any, batch: ImportBatch, people: int) -> ImportBatch:
    """Have the batch written, as it was shown: so many people."""
    batch = locked(batch)
    refuse_changed_rights(actor, batch)
    count = to_write(batch).count()
    refuse_if(not count, "没有需要写入的内容；请处理错误和待选择的人，或者放弃这批导入。")
    refuse_if(count != people, f"刚才又改过选择，现在将写入 {count} 人，请核对后再确认。", Stale)
    job = enqueue(
        actor=actor,
        kind=APPLY,
        label=f"写入导入：{batch.label}",
        batch=batch.pk,
        people=people,
    )
    batch.state, batch.writing = BatchState.WRITING, job
    batch.save(update_fields=["state", "writing"])
    return batch


@transaction.atomic
def check_again(*, actor: Any, batch: ImportBatch) -> ImportBatch:
    """Have the same files checked anew, as things stand now; what was chosen is forgotten."""
    refuse_strangers(actor)
    batch = locked(batch)
    job = enqueue(actor=actor, kind=CHECK, label=f"核对导入：{batch.label}", batch=batch.pk)
    batch.state, batch.checking, batch.writing = BatchState.CHECKING, job, None
    batch.authority = authority(actor)
    batch.save(update_fields=["state", "checking", "writing", "authority"])
    return batch


@transaction.atomic
def abandon(*, actor: Any, batch: ImportBatch) -> None:
    """Give the batch up: what was uploaded and staged is removed."""
    batch = locked(batch, BatchState.CHECKING, BatchState.CHECKED)
    job = batch.checking
    if job and job.state not in FINISHED:
        cancel(actor=actor, job=job)
    forget_content(batch)
    batch.rows.all().delete()
    batch.state = BatchState.ABANDONED
    batch.save(update_fields=["state"])
    record(Action.DELETE, actor=actor, target=batch, subject="imports", label=f"放弃导入 {batch}")


def locked(batch: ImportBatch, *states: BatchState) -> ImportBatch:
    """The batch, locked, in one of the states (checked, unless others are given)."""
    ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    # Read once more: whoever had to wait for the lock was joined with the jobs of before.
    rows = ImportBatch.objects.select_related("checking", "writing")
    batch = settled(rows.get(pk=batch.pk))
    refuse_if(
        batch.state not in (states or (BatchState.CHECKED,)),
        f"这批导入{batch.get_state_display()}，不能再这样办理，请打开导入页面查看。",
    )
    return batch


def settled(batch: ImportBatch) -> ImportBatch:
    """A batch whose writing came to nothing may be looked through, and confirmed, again."""
    job = batch.writing
    if batch.state == BatchState.WRITING and (
        job is None or job.state in (State.FAILED, State.CANCELLED)
    ):
        batch.state = BatchState.CHECKED
        ImportBatch.objects.filter(pk=batch.pk, state=BatchState.WRITING).update(state=batch.state)
    return batch


def refuse_changed_rights(actor: Any, batch: ImportBatch) -> None:
    """What was found with other rights is not shown, nor written; raises Stale."""
    refuse_if(
        actor is not None and batch.authority != authority(actor),
        "您的授权在核对以后有变化，请重新上传核对。",
        Stale,
    )


def to_write(batch: ImportBatch) -> QuerySet[ImportRow]:
    """The rows that would be written: sound, and not left out."""
    return batch.rows.filter(action__in=(Outcome.CREATE, Outcome.UPDATE), is_left_out=False)
