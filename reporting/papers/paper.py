"""The files of a report."""

from __future__ import annotations

import re
from datetime import date

from cadres.exporting.naming import safe
from core.paper.official.docx import official_docx
from core.paper.official.pdf import official_pdf
from reporting.annual.choices import PaperKind
from reporting.annual.whole import Whole
from reporting.papers.official import official_of
from reporting.papers.workbook import workbook

DRAFT = "草稿"
_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')  # what some system has no file names with


def paper(whole: Whole, kind: PaperKind, on: date) -> bytes:
    """The report as that kind of file; `on` is the day that it says it was made.

    Raises FacesMissing for a PDF on a machine without the faces.
    """
    title = title_of(whole)
    if kind is PaperKind.PDF:
        return official_pdf([official_of(whole)], title=title)
    if kind is PaperKind.WORD:
        return official_docx([official_of(whole)], title=title, on=on)
    return workbook(whole, on)


def title_of(whole: Whole) -> str:
    """What the file is called inside."""
    title = whole.title.replace("\n", "")
    return title if whole.number else f"{title}（{DRAFT}）"


def name_of(whole: Whole, kind: PaperKind) -> str:
    """The name of the file: the unit's code and what it is called for short."""
    return f"{file_name(f'{whole.code}-{whole.short_name}')}.{kind.value}"


def download_name(whole: Whole, kind: PaperKind) -> str:
    """The name that a browser keeps it under: also which year's and what it is."""
    mark = "" if whole.number else f"（{DRAFT}）"
    unit = safe(f"{whole.code}-{whole.short_name}")
    return f"{unit}-{whole.year}年度报告{mark}.{kind.value}"


def file_name(text: str) -> str:
    """A text as it may stand in the name of a file."""
    return _NO_NAME.sub("_", text)
