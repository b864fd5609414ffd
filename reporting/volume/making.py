"""The one place where the volume meets what makes a report's files."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from core.paper.official.description import Form, Official, Text
from core.paper.official.docx import official_docx
from core.paper.official.pdf import official_pdf
from reporting.annual.choices import PaperKind
from reporting.annual.whole import Whole


def paper_of(whole: Whole, kind: PaperKind, on: date) -> bytes:
    """A report as a file; `on` is the day that the file says it was made."""
    document = Official(
        form=Form.DOCUMENT, mark=f"{whole.organization}文件", number=whole.document,
        signer=whole.signer, title=whole.title, to=whole.collector_name,
        blocks=tuple(
            block
            for words in whole.words
            for block in (
                Text(f"{'一二三四五六七'[words.part - 1]}、{words.part.label}", level=1),
                Text(whole.text_of(words)),
            )
        ),
        signed=whole.organization, day=whole.filed_on, issued_by=whole.unit_name,
    )  # fmt: skip
    if kind == PaperKind.PDF:
        return official_pdf([document], title=whole.title)
    if kind == PaperKind.WORD:
        return official_docx([document], title=whole.title, on=on)
    from xlsxwriter import Workbook

    written = BytesIO()
    book = Workbook(written, {"in_memory": True})
    book.add_worksheet()
    book.close()
    return written.getvalue()


def name_of(whole: Whole, kind: PaperKind) -> str:
    """001.002-市交通运输局.pdf."""
    return f"{whole.code}-{whole.short_name}.{kind}"
