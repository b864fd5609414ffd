"""What stands in a paper, read by libraries that know nothing of how it was made."""

import re
from io import BytesIO

import pypdfium2
from docx import Document
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from core.paper.measures import clean
from reporting.annual.whole import Whole


def told_by(whole: Whole) -> list[str]:
    """Every text that a document has to have: words with their figures, cells, opinions."""
    told = [whole.text_of(words) for words in whole.words]
    told += [figure.value for figure in whole.content.figures.values()]
    for table in whole.content.tables.values():
        told += [cell for row in table.rows for cell in row.cells]
    for one in whole.opinions:
        told += [one.name, one.title, one.stand.label if one.stand else "", one.reason]
    for one in whole.proposals:
        told += [one.name, one.birth, one.education, one.title, one.reason]
    return [plain(text) for text in told if plain(text)]


def plain(text: str) -> str:
    """Without blanks and line ends."""
    return re.sub(r"\s+", "", clean(text))


def pieces(texts: list[str]) -> list[str]:
    """Long texts by their commas: a row higher than a page has the head of its table in it."""
    return [piece for text in texts for piece in (text.split("，") if len(text) > 400 else [text])]


def pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        pages = [plain(page.get_textpage().get_text_range()) for page in document]
        return "".join(re.sub("—[0-9]+—", "", page) for page in pages)
    finally:
        document.close()


def page_sizes(content: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in mm."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [tuple(round(side * 25.4 / 72) for side in page.get_size()) for page in document]
    finally:
        document.close()


def word_text(content: bytes) -> str:
    body = Document(BytesIO(content)).element.body
    return plain("".join(node.text or "" for node in body.iter(qn("w:t"))))


def workbook_cells(content: bytes) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
