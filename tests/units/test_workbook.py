"""Hostile workbooks are refused with a sentence before the parser sees them."""

import io
import struct
import zipfile
from types import SimpleNamespace

import pytest
import xlsxwriter

from core import workbook
from core.units import sheet
from core.workbook import UnreadableFileError, check_shape, read_rows

SHEET = "xl/worksheets/sheet1.xml"
ROWS = "<worksheet><sheetData>{}</sheetData></worksheet>".format


def book(*rows: tuple) -> bytes:
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream)
    page = made.add_worksheet()
    for index, row in enumerate(rows or [("甲", 1), ("乙", 2)]):
        page.write_row(index, 0, row)
    made.close()
    return stream.getvalue()


def changed(content: bytes, **parts: bytes | str | None) -> bytes:
    """The workbook with parts replaced, added or (None) left out."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        kept = {info.filename: source.read(info) for info in source.infolist()} | parts
        for name, body in kept.items():
            if body is not None:
                target.writestr(name, body)
    return out.getvalue()


def rows_of(content: bytes, most_rows: int = 10) -> list[list]:
    return read_rows(io.BytesIO(content), most_rows=most_rows)


def test_an_ordinary_workbook_is_read():
    assert rows_of(book()) == [["甲", 1.0], ["乙", 2.0]]


@pytest.mark.parametrize(
    ("cell", "allowed"),
    [
        ('<row r="1"><c r="BL1"><v>1</v></c></row>', True),  # column 64
        ('<row r="1"><c r="BM1"><v>1</v></c></row>', False),
        ('<row r="1010"><c r="A1010"><v>1</v></c></row>', True),
        ('<row r="1011"><c r="A1011"><v>1</v></c></row>', False),
        ('<row r="1"><c r="XFD1048576"><v>1</v></c></row>', False),
        ('<row r="1048576"><c><v>1</v></c></row>', False),
        ("<row>" + "<c><v>1</v></c>" * 65 + "</row>", False),
        ('<row r="1"><c r="A1A"><v>1</v></c></row>', False),
        ('<row r="1"><c r="A1"><v>1</v></c></row>' * 100_000, False),
        ("<x/>" * 300_000, False),
    ],
)
def test_a_cell_beyond_the_limits_is_refused(cell, allowed):
    content = changed(book(), **{SHEET: ROWS(cell)})
    if allowed:
        assert rows_of(content)
    else:
        with pytest.raises(UnreadableFileError):
            rows_of(content)


def test_the_dimension_is_not_believed():
    lying = '<worksheet><dimension ref="A1:A1"/><sheetData>{}</sheetData></worksheet>'
    far = lying.format('<row r="1"><c r="XFD1048576"><v>1</v></c></row>')
    with pytest.raises(UnreadableFileError, match="第 1,048,576 行、第 16,384 列"):
        rows_of(changed(book(), **{SHEET: far}))


def test_a_zip_bomb_is_refused_by_its_table_of_contents():
    bomb = changed(book(), **{"xl/media/big.png": b"\0" * (workbook.MOST_UNPACKED + 1)})
    assert len(bomb) < 2**20
    with pytest.raises(UnreadableFileError, match="解压后超过 100 MB"):
        check_shape(io.BytesIO(bomb))


def test_a_zip_bomb_that_lies_about_its_size_is_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 2**20)
    content = bytearray(changed(book(), **{"xl/styles.xml": b" " * 2**22}))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        size = struct.pack("<I", archive.getinfo("xl/styles.xml").file_size)
    assert content.count(size) == 2  # in the entry and in the table of contents
    small = bytes(content).replace(size, struct.pack("<I", 100))
    check_shape(io.BytesIO(small))
    with pytest.raises(UnreadableFileError, match="解压后超过"):
        rows_of(small)


def test_one_long_text_that_every_cell_shows_is_refused(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 2**20)
    text = "长" * 30_000
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100))
    content = changed(book((text,)), **{SHEET: ROWS(cells)})
    with pytest.raises(UnreadableFileError, match="内容太多"):
        rows_of(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04broken",
        changed(book(), **{"xl/workbook.xml": None, "content.xml": "<office/>"}),  # .ods
        changed(book(), **{"xl/workbook.xml": None, "xl/workbook.bin": b"x"}),  # .xlsb
        changed(book(), **{SHEET: "<worksheet><sheetData>"}),
        changed(book(), **{SHEET: None}),
        changed(book(), **{SHEET: '<!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'}),
    ],
)
def test_what_is_no_xlsx_is_refused(content):
    with pytest.raises(UnreadableFileError, match="不是能读的 Excel"):
        rows_of(content)


def test_only_vetted_parts_reach_the_parser():
    """A sheet kept elsewhere is not counted, so it is not copied either."""
    with zipfile.ZipFile(io.BytesIO(book())) as archive:
        body = archive.read(SHEET)
        relations = archive.read("xl/_rels/workbook.xml.rels").replace(b"worksheets/", b"other/")
    hidden = {
        SHEET: None,
        "xl/other/sheet1.xml": body,
        "xl/_rels/workbook.xml.rels": relations,
    }
    with pytest.raises(UnreadableFileError, match="不是能读的 Excel"):
        rows_of(changed(book(), **hidden))


def test_a_panic_of_the_parser_is_a_sentence_and_others_pass(monkeypatch):
    class PanicException(BaseException): ...

    def breaking(error: BaseException) -> None:
        def from_filelike(_stream):
            raise error

        parser = SimpleNamespace(from_filelike=from_filelike)
        monkeypatch.setattr(workbook, "CalamineWorkbook", parser)

    breaking(PanicException())
    with pytest.raises(UnreadableFileError, match="不是能读的 Excel"):
        rows_of(book())
    breaking(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        rows_of(book())


def test_a_full_import_and_its_spare_rows_are_read():
    header = [column.label for column in sheet.COLUMNS]
    filled = ("900", "甲", "甲", "001", "乡镇", "", "", "", "2024-01-01")
    lines = sheet.read_lines(io.BytesIO(book(header, *[filled] * sheet.MOST_ROWS)))
    assert len(lines) == sheet.MOST_ROWS
    with pytest.raises(UnreadableFileError, match="最多 5,000 行"):
        sheet.read_lines(io.BytesIO(book(header, *[filled] * (sheet.MOST_ROWS + 1))))


@pytest.mark.parametrize(
    ("part", "before", "more"),
    [
        ("xl/workbook.xml", b"</workbook>", b"<a/>"),
        ("xl/workbook.xml", b"</workbook>", b'<definedName name="a">A</definedName>'),
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", b"<a/>"),
        ("[Content_Types].xml", b"</Types>", b"<a/>"),
        ("xl/styles.xml", b"</cellXfs>", b"<xf/>"),
    ],
)
def test_millions_of_elements_beside_the_sheets_are_refused(part, before, more):
    with zipfile.ZipFile(io.BytesIO(book())) as archive:
        content = archive.read(part)
    bomb = content.replace(before, more * (21 * 2**20 // len(more)) + before)
    assert bomb != content
    small = changed(book(), **{part: bomb})
    assert len(small) < 2**17
    with pytest.raises(UnreadableFileError, match="部件太多"):
        rows_of(small)


def test_a_table_of_contents_without_end_is_not_read():
    stream = io.BytesIO(book())
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(45_000):
            archive.writestr(f"{number:x}", b"")
    with pytest.raises(UnreadableFileError, match="部件太多"):
        rows_of(stream.getvalue())
