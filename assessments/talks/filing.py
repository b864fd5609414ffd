"""Attachments of a record: signed sheets and photos, while its quarter is not sealed."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from assessments.filing import keep, take_away
from assessments.talks import guards
from assessments.talks.models import Talk, TalkAttachment
from assessments.talks.services import hold, log_about, refuse_voided
from core.audit.models import Action


@transaction.atomic
def attach(
    *, actor: Any, talk: Talk, on: date, files: Sequence[UploadedFile]
) -> list[TalkAttachment]:
    """Keep files with a record while its quarter is not sealed; the same content is kept once.

    Raises NotAllowed, DomainError, and ValidationError that names the file and what is wrong.
    """
    held = _changeable(talk, actor, on)

    def told(row: TalkAttachment) -> None:
        detail = {"操作": "上传附件", "文件": row.name, "摘要": row.digest}
        log_about(Action.CREATE, actor, held, detail)

    return keep(
        files,
        beside=held.attachments.all(),
        make=partial(TalkAttachment, talk=held, added_by=actor),
        told=told,
    )


@transaction.atomic
def remove(*, actor: Any, attachment: TalkAttachment, on: date) -> None:
    """Take a file away while the quarter is not sealed; the log keeps its name and digest."""
    held = _changeable(attachment.talk, actor, on)
    detail = {"操作": "删除附件", "文件": attachment.name, "摘要": attachment.digest}
    log_about(Action.DELETE, actor, held, detail)
    take_away(attachment)


def _changeable(talk: Talk, actor: Any, on: date) -> Talk:
    held = hold(talk, actor=actor)
    refuse_voided(held)
    guards.refuse_change(held.held_on, held.unit, on)
    return held
