"""Where tables are broken: nowhere if it costs no page, and no row stands alone."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from core.paper.official import pages as breaking
from core.paper.official.description import Attachment, Form, Official, Table, TableColumn
from core.paper.official.docx import official_docx
from core.paper.official.pages import Sheet
from core.paper.official.pdf import sheets_of
from tests.world_people import TODAY

PLAIN = Official(title="情况报告", blocks=(), form=Form.RECORD)


def table(name: str, rows: int, note: str = "") -> Table:
    """A table whose cells say whose they are."""
    columns = (TableColumn("项目", 60), TableColumn("数值", 20))
    told = tuple((f"{name}{n}", str(n)) for n in range(1, rows + 1))
    return Table(columns, told, caption=f"{name}表", note=note, is_dense=True)


def rows_of(sheets: list[Sheet], name: str) -> list[int]:
    """How many rows of a table stand on each page that has some."""
    found = [sum(line.text[:1] == name and line.text[1:].isdigit() for line in one.lines)
             for one in sheets]  # fmt: skip
    return [count for count in found if count]


def pages(*tables: Table, **more) -> list[Sheet]:
    attached = Attachment("统计表", tables, above=("填报单位", "统计截止"))
    return sheets_of(replace(PLAIN, attached=(attached,), **more))[0]


def test_a_table_goes_to_the_next_page_whole_where_it_costs_none():
    sheets = pages(table("甲", 24), table("乙", 16), table("丙", 4))
    assert len(sheets) == 3  # the title alone stands on the first
    assert rows_of(sheets, "甲") == [24]
    assert rows_of(sheets, "乙") == [16]
    assert rows_of(sheets, "丙") == [4]


def test_a_table_is_broken_where_that_saves_a_page():
    sheets = pages(table("甲", 20), table("乙", 30), table("丙", 14))
    assert len(sheets) == 3
    assert len(rows_of(sheets, "乙")) == 2


@pytest.mark.parametrize("before", range(2, 36))
@pytest.mark.parametrize("rows", [9, 33, 80])
def test_no_row_stands_alone(before, rows):
    for note in ("", "没有的不列。"):
        sheets = pages(table("甲", before), table("乙", rows, note))
        assert min(rows_of(sheets, "乙")) > 1
        assert sum(rows_of(sheets, "乙")) == rows


@pytest.mark.parametrize("before", range(2, 36))
@pytest.mark.parametrize("rows", [9, 20, 44])
def test_a_document_has_no_more_pages_than_without(before, rows, monkeypatch):
    """Nor does what is kept together push 版记 onto a sheet of its own."""
    document = _document((table("甲", before), table("乙", rows), table("丙", 9, "无。")))
    sheets, more = sheets_of(document)
    monkeypatch.setattr(breaking, "_clinging", lambda _: ())
    loose, loose_more = sheets_of(document)
    assert len(sheets) + more <= len(loose) + loose_more


def test_word_keeps_the_first_and_the_last_rows_together():
    word = Document(BytesIO(official_docx([_document((table("甲", 9),))], title="", on=TODAY)))
    (found,) = (one for one in word.tables if len(one.columns) == 2)
    kept = [
        all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs)
        for row in found.rows
    ]
    assert kept == [True, True, *[False] * 6, True, False]


def _document(tables: tuple[Table, ...]) -> Official:
    attached = Attachment("统计表", tables, above=("填报单位", "统计截止"))
    return replace(
        PLAIN, form=Form.DOCUMENT, attached=(attached,), issued_by="中共青川县委办公室", day=TODAY
    )
