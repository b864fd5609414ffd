"""Files of filings, kept as soon as they are made: what was interrupted goes on where it was.

A filing never changes, so its files are made once, whoever asks. Several processes may make those
of one year together: each claims what it makes with an advisory lock, which the database drops in
the moment that its process dies.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from core.embedded.reasons import why
from core.errors import DomainError
from reporting.annual.choices import PaperKind
from reporting.annual.models import Filing, Paper
from reporting.annual.reading import filed_of
from reporting.papers.paper import file_name
from reporting.papers.paper import paper as paper_of

log = logging.getLogger(__name__)

PAPER_LOCKS = 7_315  # the first key of the two-key advisory locks of files
KINDS = tuple(PaperKind)
TAIL = 1024  # bytes in which a file that was written to its end says so
FAULT = "程序出错，已记入系统日志。可以重新运行；仍然失败请联系技术支持。"


@contextmanager
def claimed(filing: int, kind: PaperKind) -> Iterator[bool]:
    """Whether the file is this process's to make; it is nobody else's meanwhile."""
    key = filing * len(KINDS) + KINDS.index(kind)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [PAPER_LOCKS, key])
        mine = cursor.fetchone()[0]
    try:
        yield mine
    finally:
        if mine and connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [PAPER_LOCKS, key])


def kept(filing: int, kind: PaperKind) -> Paper | None:
    """The file, if it is there from its beginning to its end."""
    found = Paper.objects.filter(filing=filing, kind=kind).first()
    return found if found is not None and _is_whole(found) else None


def keep(filing: int, kind: PaperKind) -> Paper:
    """The file of a filing; made now unless it is kept. Raises whatever making it raises."""
    found = kept(filing, kind)
    return found if found is not None else _make(filing, kind)


def attempt(filing: int, kind: PaperKind) -> str:
    """Make and keep the file; "" when it is kept, else the sentence that says why it is not.

    A database that is gone is nobody's fault: that is raised.
    """
    try:
        keep(filing, kind)
    except (InterfaceError, OperationalError):
        raise
    except DomainError as refusal:
        return str(refusal)
    except OSError as error:
        log.exception("file not kept", extra={"filing": filing, "kind": kind})
        return f"文件写不了：{why(error)}。请系统管理员检查磁盘空间和权限后重新运行。"
    except Exception:
        log.exception("file not made", extra={"filing": filing, "kind": kind})
        return FAULT
    return ""


def content_of(paper: Paper) -> bytes:
    """The bytes of a kept file."""
    with paper.file.open("rb") as stream:
        return stream.read()


def _make(filing_pk: int, kind: PaperKind) -> Paper:
    filing = Filing.objects.select_related("report__unit").get(pk=filing_pk)
    content = paper_of(filed_of(filing), kind, filing.filed_on)
    name = f"{file_name(filing.report.unit.code)}-{filing.number}.{kind}"
    row = Paper(filing=filing, kind=kind, pages=_pages(content, kind), made_at=timezone.now())
    row.file.save(name, ContentFile(content), save=False)
    try:
        with transaction.atomic():
            Paper.objects.filter(filing=filing, kind=kind).delete()
            row.save(force_insert=True)
    except IntegrityError:  # another process has kept the same meanwhile
        row.file.delete(save=False)
        return Paper.objects.get(filing=filing, kind=kind)
    return row


def _pages(content: bytes, kind: PaperKind) -> int:
    if kind != PaperKind.PDF:
        return 0
    return pages_of(content)


def pages_of(content: bytes) -> int:
    """How many pages a PDF has."""
    try:
        return len(PdfReader(BytesIO(content)).pages)
    except PyPdfError as error:
        raise ValueError("what was made is no PDF") from error


def _is_whole(paper: Paper) -> bool:
    """Whether it was written to its end: a machine may have gone down with half of it."""
    end = b"%%EOF" if paper.kind == PaperKind.PDF else b"PK\x05\x06"
    try:
        with paper.file.open("rb") as stream:
            stream.seek(max(paper.file.size - TAIL, 0))
            return end in stream.read()
    except OSError:
        return False
