"""Letters as files: one PDF, one Word file, or a Word file for each letter in an archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from cadres.exporting.naming import safe
from core.paper.official.docx import official_docx
from core.paper.official.pdf import official_pdf
from rotation.frontline.letters.composing import Letter


class Format(StrEnum):
    """What the file is."""

    PDF = "pdf"
    WORD = "docx"
    ARCHIVE = "zip"


def written(letters: Sequence[Letter], fmt: Format, *, title: str, on: date) -> bytes:
    """All letters in one file; raises FacesMissing for a PDF without faces."""
    documents = [letter.document for letter in letters]
    if fmt == Format.PDF:
        return official_pdf(documents, title=title)
    if fmt == Format.WORD:
        return official_docx(documents, title=title, on=on)
    return _archive(letters, on)


def _archive(letters: Sequence[Letter], on: date) -> bytes:
    stream = BytesIO()
    given: Counter[str] = Counter()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for letter in letters:
            name = safe(f"{letter.kind} {letter.unit.short_name}")
            given[name.casefold()] += 1
            number = given[name.casefold()]
            name += f"（{number}）" if number > 1 else ""
            content = official_docx([letter.document], title=name, on=on)
            archive.writestr(f"{name}.docx", content)
    return stream.getvalue()
