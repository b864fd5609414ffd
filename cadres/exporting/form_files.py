"""Forms as files: one person's file itself, several in an archive, or all in one PDF."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cadres.exporting.documents import Document, Paper
from cadres.exporting.naming import Names, titled
from cadres.exporting.order import Order
from cadres.formats import lrm, lrmx
from cadres.formats.approval_form import ApprovalForm
from cadres.people.models import Cadre

# Forms compress; documents and pictures are compressed already.
COMPRESSED = frozenset({"lrmx", "lrm"})


@dataclass(frozen=True, slots=True)
class File:
    """One file of a person: its ending, its content, and what fell under 7 points in it."""

    ending: str
    content: bytes
    tight: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the name it should have, how many people, what is too small to read."""

    name: str
    rows: int
    tight: tuple[Any, ...] = ()


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
