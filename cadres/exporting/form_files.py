"""Forms as files: one person's file itself, several in an archive, or all in one PDF."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cadres.exporting.documents import Document, Paper
from cadres.exporting.naming import Names, titled
from cadres.exporting.order import Order
from cadres.formats import lrm, lrmx
from cadres.formats.approval_form import ApprovalForm
from cadres.papers.approval_docx import approval_docx
from cadres.papers.approval_pdf import approval_pdf
from cadres.papers.printed import Tight
from cadres.people.models import Cadre
from core.errors import refuse_if

NOBODY = "没有可以导出的人：所选的人员已不在您的范围内，或者没有符合条件的。请返回列表重新选择。"
MOST_IN_PDF = 1000
# Forms compress; documents and pictures are compressed already.
COMPRESSED = frozenset({"lrmx", "lrm"})


@dataclass(frozen=True, slots=True)
class File:
    """One file of a person: its ending, its content, and what fell under 7 points in it."""

    ending: str
    content: bytes
    tight: tuple[Tight, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the name it should have, how many people, what is too small to read."""

    name: str
    rows: int
    tight: tuple[Tight, ...] = ()


def files_of(order: Order, form: ApprovalForm) -> list[File]:
    """The file of one form; of `.lrm` also its picture, where there is one."""
    match order.document:
        case Document.FORM_LRMX:
            return [File("lrmx", lrmx.write(form))]
        case Document.FORM_LRM:
            text, picture = lrm.write(form)
            return [File("lrm", text)] + ([File("pic", picture)] if picture else [])
        case Document.FORM_DOCX:
            return [File("docx", approval_docx(form, edition=order.edition, on=order.on))]
    printed = approval_pdf([form], edition=order.edition, on=order.on)
    return [File("pdf", printed.content, printed.tight)]


def write_forms(
    order: Order, forms: Iterable[tuple[Cadre, ApprovalForm]], folder: Path
) -> tuple[Path, Written]:
    """The file in `folder` that holds the forms, in constant memory; raises DomainError for none.

    One person's file is given as it is, several are archived. A PDF holds everybody, unless a file
    for each is asked for.
    """
    if order.document == Document.FORM_PDF and not order.separately:
        return _one_pdf(order, forms, folder)
    path = folder / "forms.zip"
    names, tight, first, count, whose = Names(order.on), [], [], 0, ""
    with zipfile.ZipFile(path, "w") as archive:
        for cadre, form in forms:
            files = files_of(order, form)
            name = names.of(cadre.name)
            count += 1
            whose = cadre.name if count == 1 else f"{count}人"
            first = [(name, file) for file in files] if count == 1 else []
            for file in files:
                tight += file.tight
                archive.writestr(f"{name}.{file.ending}", file.content, _method(file))
    refuse_if(not count, NOBODY)
    if count == 1 and len(first) == 1:
        (name, file) = first[0]
        path = folder / "form"
        path.write_bytes(file.content)
        return path, Written(f"{name}.{file.ending}", 1, tuple(tight))
    return path, Written(f"{titled(order.on, Paper.FORM, whose)}.zip", count, tuple(tight))


def _one_pdf(
    order: Order, forms: Iterable[tuple[Cadre, ApprovalForm]], folder: Path
) -> tuple[Path, Written]:
    """Everybody in one document, which is in memory as a whole: so many people and no more."""
    found = list(islice(forms, MOST_IN_PDF + 1))
    refuse_if(not found, NOBODY)
    refuse_if(
        len(found) > MOST_IN_PDF,
        f"合在一个 PDF 里最多 {MOST_IN_PDF} 人。请少选一些，或勾选“PDF 每人一个文件”。",
    )
    printed = approval_pdf([form for _, form in found], edition=order.edition, on=order.on)
    path = folder / "forms.pdf"
    path.write_bytes(printed.content)
    whose = found[0][0].name if len(found) == 1 else f"{len(found)}人"
    name = f"{titled(order.on, Paper.FORM, whose)}.pdf"
    return path, Written(name, len(found), printed.tight)


def zipped(name: str, files: Iterable[File]) -> bytes:
    """The files of one person in an archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for file in files:
            archive.writestr(f"{name}.{file.ending}", file.content, _method(file))
    return stream.getvalue()


def _method(file: File) -> int:
    return zipfile.ZIP_DEFLATED if file.ending in COMPRESSED else zipfile.ZIP_STORED
