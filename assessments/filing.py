"""Files that are kept beside a record: signed sheets, photos, evidence.

Each is kept once by the digest of its content, is known by its first bytes, and is never shown
within our pages. Whose business a file is, and what the log says, is the record's.
"""

import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, Http404

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


def keep(
    files: Sequence[UploadedFile],
    *,
    beside: QuerySet,
    make: Callable[..., Any],
    told: Callable[[Any], None],
) -> list[Any]:
    """Keep files with those of a record (`beside`); all of them or, where one is refused, none.

    `make(name=, size=, digest=)` is the row of a file, not yet saved; `told(row)` writes the log.
    In the caller's transaction. Raises ValidationError that names the file and what is wrong.
    """
    present = set(beside.values_list("digest", flat=True))
    contents = [(name_of(file), read(file)) for file in files]
    _refuse_number(len(present), len(contents))
    kept: list[Any] = []
    try:
        for name, content in contents:
            digest = sha256(content).hexdigest()
            if digest in present:
                _refuse(f"“{name}”已经上传过，不用再传。")
            present.add(digest)
            row = make(name=name, size=len(content), digest=digest)
            row.file.save(digest, ContentFile(content), save=False)
            kept.append(row)
            row.save()
            told(row)
    except BaseException:
        for row in kept:
            with suppress(OSError):
                row.file.storage.delete(str(row.file.name))
        raise
    return kept


def take_away(row: Any) -> None:
    """Delete the row of a file, and its content once that is committed."""
    file = row.file
    row.delete()
    transaction.on_commit(lambda: file.storage.delete(str(file.name)))


def served(row: Any, *, told: Callable[[], None]) -> FileResponse:
    """One file, to be saved: never shown within our pages. `told()` writes the log.

    404 where the record outlived its file.
    """
    try:
        stream = row.file.open("rb")
    except OSError as gone:
        raise Http404 from gone
    told()
    response = FileResponse(
        stream, as_attachment=True, filename=row.name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


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
