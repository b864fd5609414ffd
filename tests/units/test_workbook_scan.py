"""The quick look at a sheet vouches for ordinary ones; everything else is left to the parser."""

import io
import zipfile

import pytest
import xlsxwriter

from core.workbook_scan import Texts, faults, is_harmless, shared_texts

ORDINARY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet><sheetData>'
    b'<row r="1" spans="1:2"><c r="A1" t="s"><v>0</v></c><c r="BL1" s="1"/></row>'
    b'<row r="20"><c r="A20" t="inlineStr"><is><t xml:space="preserve"> a:b </t></is></c></row>'
    b"</sheetData><mergeCells/></worksheet>"
)
TEXTS = Texts(longest=100)


def harmless(content: bytes, texts: Texts = TEXTS, *, most_rows: int = 20, most_text: int = 1000):
    return is_harmless(content, texts, most_rows=most_rows, most_text=most_text)


def test_an_ordinary_sheet_is_vouched_for():
    assert harmless(ORDINARY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'r="BL1"', b'r="BM1"'),  # column 65
        (b'r="BL1"', b'r="XFD1048576"'),
        (b'r="BL1"', b"r='BL1'"),
        (b'r="BL1"', b'r="&#66;L1"'),
        (b'r="BL1" s="1"', b's="1" r="BL1"'),
        (b'r="BL1" ', b""),
        (b'r="A20"', b'r="A21"'),  # a row more than is allowed
        (b'<row r="20"', b'<row r="21"'),
        (b'<row r="20"', b"<row"),
        (b"<c r", b"<x:c r"),
        (b"<worksheet>", b"<!DOCTYPE a><worksheet>"),
        (b"a:b", b"<![CDATA[a]]>"),
        (b"a:b", b"<!-- a -->"),
        (b"a:b", b"\0"),
        (b"UTF-8", b"GBK"),
        (b"UTF-8", b"UTF-16"),
        (b"<mergeCells/>", b"<sheetData><c/></sheetData>"),
        (b"<sheetData>", b"<x:sheetData>"),
        (b"</sheetData>", b""),
        (b"<row r", b"<row r='9' r"),
    ],
)
def test_whatever_is_unusual_is_left_to_the_parser(old, new):
    assert old in ORDINARY
    assert not harmless(ORDINARY.replace(old, new))


def test_shared_texts_weigh_as_often_as_they_may_be_shown():
    assert harmless(ORDINARY, Texts(longest=1000))
    assert not harmless(ORDINARY, Texts(longest=1001))
    assert not harmless(ORDINARY.replace(b't="s"', b"t = 's'"), Texts(longest=1001))
    assert not harmless(ORDINARY, Texts(is_ordinary=False))


def test_the_table_of_shared_texts():
    assert shared_texts(b"<sst><si><t>ab</t></si><si><t>abcdef</t></si></sst>").longest >= 6
    for hidden in (b"<x:si>", b"<!ENTITY", b"\0"):
        assert not shared_texts(b"<sst>" + hidden + b"</sst>").is_ordinary
    # Without any mark of a text, all of it might be one.
    assert shared_texts(b"<sst>" + b"x" * 999 + b"</sst>").longest >= 999


def test_what_a_usual_writer_writes_is_vouched_for():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    for row in range(50):
        sheet.write_row(row, 0, ["甲", 1, "b & <c>", 2.5, " d "])
    sheet.merge_range(60, 0, 60, 5, "合并")
    sheet.write_formula(61, 0, "=1+1", None, 2)
    book.close()
    with zipfile.ZipFile(stream) as archive:
        content = archive.read("xl/worksheets/sheet1.xml")
        texts = shared_texts(archive.read("xl/sharedStrings.xml"))
    assert harmless(content, texts, most_rows=62, most_text=100_000)
    assert not harmless(content, texts, most_rows=61, most_text=100_000)


def test_cells_without_a_value():
    content = (
        b'<c r="A1" t="e"><v>#REF!</v></c><c r="B2" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        b'<c r="C3"><f>A9</f></c><c r="D4"><f>A9</f><v></v></c><c r="E5"><f t="shared" si="0"/></c>'
        b'<c r="F6"><f>A9</f><v>1</v></c><c r="G7"/><c r="H8"></c><c r="I9"><v>#1</v></c>'
        b'<x:c r="AA10"><x:f>A9</x:f></x:c>'
    )
    assert faults(content) == {
        (0, 0): "#REF!",
        (1, 1): "#DIV/0!",
        (2, 2): "",
        (3, 3): "",
        (4, 4): "",
        (9, 26): "",
    }
