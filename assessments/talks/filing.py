"""Attachments of a record: signed sheets and photos, kept by digest, known by their first bytes."""

import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from assessments.talks import guards
from assessments.talks.models import Talk, TalkAttachment
from assessments.talks.services import hold, log_about, refuse_voided
from core.audit.models import Action

MOST_BYTES: Final = 5 * 2**20
MOST_FILES: Final = 10
LONGEST_NAME: Final = 120
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a name may end with, to the bytes that such a file begins with.
KINDS: Final = {
    "pdf": b"%PDF-",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "doc": OLE,
    "xls": OLE,
    "wps": OLE,
    "et": OLE,
}
PARTS: Final = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
ALLOWED: Final = "PDF、JPG、PNG、Word、Excel、WPS"


@transaction.atomic
def attach(
    *, actor: Any, talk: Talk, on: date, files: Sequence[UploadedFile]
) -> list[TalkAttachment]:
    """Keep files with a record while its quarter is not sealed; the same content is kept once.

    Raises NotAllowed, DomainError, and ValidationError that names the file and what is wrong.
    """
    held = hold(talk, actor=actor)
    refuse_voided(held)
    guards.refuse_change(held.held_on, held.unit, on)
    present = set(held.attachments.values_list("digest", flat=True))
    contents = [(name_of(file), read(file)) for file in files]
    _refuse_number(len(present), len(contents))
    storage = TalkAttachment._meta.get_field("file").storage  # type: ignore[union-attr]
    kept: list[TalkAttachment] = []
    try:
        for name, content in contents:
            digest = sha256(content).hexdigest()
            if digest in present:
                _refuse(f"“{name}”已经上传过，不用再传。")
            present.add(digest)
            row = TalkAttachment(
                talk=held, name=name, size=len(content), digest=digest, added_by=actor
            )
            row.file.save(digest, ContentFile(content), save=False)
            kept.append(row)
            row.save()
            detail = {"操作": "上传附件", "文件": name, "摘要": digest}
            log_about(Action.CREATE, actor, held, detail)
    except BaseException:
        for row in kept:
            with suppress(OSError):
                storage.delete(str(row.file.name))
        raise
    return kept


@transaction.atomic
def remove(*, actor: Any, attachment: TalkAttachment, on: date) -> None:
    """Take a file away while the quarter is not sealed; the log keeps its name and digest."""
    held = hold(attachment.talk, actor=actor)
    refuse_voided(held)
    guards.refuse_change(held.held_on, held.unit, on)
    detail = {"操作": "删除附件", "文件": attachment.name, "摘要": attachment.digest}
    log_about(Action.DELETE, actor, held, detail)
    file = attachment.file
    attachment.delete()
    transaction.on_commit(lambda: file.storage.delete(str(file.name)))


def name_of(file: UploadedFile) -> str:
    """The file's name without folders and control characters; the ending stays when it is cut."""
    name = (file.name or "").replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(char for char in name if char.isprintable()).strip() or "附件"
    stem, dot, ending = name.rpartition(".")
    if len(name) > LONGEST_NAME and dot and len(ending) < 8:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return name[:LONGEST_NAME]


def read(file: UploadedFile) -> bytes:
    """The bytes of a file of an allowed kind. Raises ValidationError."""
    name = name_of(file)
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        _refuse(f"“{name}”超过 {MOST_BYTES // 2**20} MB，请压缩或拆分后再上传。")
    if not content:
        _refuse(f"“{name}”是空文件，请重新选择。")
    ending = name.rpartition(".")[2].lower()
    if ending not in KINDS:
        _refuse(f"“{name}”的类型不能上传，可以上传 {ALLOWED} 文件。")
    if not content.startswith(KINDS[ending]) or not _has_parts(content, ending):
        _refuse(f"“{name}”的内容不是 {ending.upper()} 文件，可能改过扩展名或已损坏，请另存后再传。")
    return content


def _has_parts(content: bytes, ending: str) -> bool:
    """Whether an Office archive holds what its kind must; any other kind does."""
    if ending not in PARTS:
        return True
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return PARTS[ending] in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        return False


def _refuse_number(present: int, more: int) -> None:
    if present + more > MOST_FILES:
        _refuse(f"一份记录最多 {MOST_FILES} 个附件，已有 {present} 个，这次选了 {more} 个。")


def _refuse(sentence: str) -> None:
    raise ValidationError({"files": [sentence]})
