"""All that a workbook can be wrong in, refused in a sentence and in no time."""

import io
import zipfile
from time import perf_counter

import pytest

from cadres.exchange.roster_told import told_of_row
from cadres.formats.roster_sheet import csv_reading
from cadres.formats.roster_sheet.rows import MOST_ROWS
from core.workbook_scan import faults
from tests.roster_sheet.books import HEADINGS, SOMEBODY, made, read, refusal
from tests.roster_sheet.people import ON
from tests.units.test_workbook import changed


@pytest.mark.parametrize("twice", [("姓名", "姓名"), ("姓名", "名字"), ("出生年月", "出生日期")])
def test_duplicate_headings_are_refused(twice):
    content = made(("姓名", "性别", *twice)[-3:], ("甲", "男", "乙"))
    if twice[0] != "姓名":
        content = made(("姓名", *twice), ("甲", "1992.05", "1992.06"))
    assert "列名重复" in refusal(content)


@pytest.mark.parametrize(
    ("merge", "says"),
    [((1, 0, 2, 0), "上下几行合并成了一格"), ((1, 1, 1, 2), "左右几列合并成了一格")],
)
def test_cells_of_whom_nobody_knows_are_refused(merge, says):
    def draw(_book, sheet):
        sheet.merge_range(*merge, "周晓航")

    content = made(HEADINGS, SOMEBODY, SOMEBODY, draw=draw)
    told = told_of_row(read(content)[0], ON)
    assert any(says in remark.reason for remark in told.remarks if remark.is_error)


def test_a_formula_that_nobody_has_worked_out_is_refused():
    sheet = "xl/worksheets/sheet1.xml"

    def draw(_book, page):
        page.write_formula(1, 3, "=D9", None, 77)

    content = made(HEADINGS, SOMEBODY, draw=draw)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = archive.read(sheet)
    assert b"<v>77</v>" in body
    told = told_of_row(read(changed(content, **{sheet: body.replace(b"<v>77</v>", b"")}))[0], ON)
    assert ["公式还没有算出结果" in r.reason for r in told.remarks if r.is_error] == [True]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "是空的"),
        (b" \n ", "是空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "打开密码"),
        (b"PK\x03\x04broken", "不是能读的 Excel"),
        (b"\x00\x01\x02", "不是 Excel 工作簿"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "不是 Excel 工作簿"),
        ("没有表头的文字".encode(), "没有找到列名"),
        (made(("甲", "乙"), ("丙", "丁")), "没有找到列名"),
        (made(HEADINGS), "没有填写内容的行"),
        (made(HEADINGS, ("",) * 5), "没有填写内容的行"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(content, says):
    assert says in refusal(content)


def test_more_rows_than_are_taken():
    row = SOMEBODY
    assert len(read(made(HEADINGS, *[row] * MOST_ROWS))) == MOST_ROWS
    assert "一次最多 20,000 行" in refusal(made(HEADINGS, *[row] * (MOST_ROWS + 1)))


def test_a_csv_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(csv_reading, "MOST_BYTES", 100)
    assert "文件超过" in refusal("姓名,性别\n".encode() + "周晓航,女\n".encode() * 20)


def test_blocks_that_lie_upon_each_other_are_refused():
    def draw(_book, sheet):
        for first in range(1, 40):
            sheet.merge_range(first, 3, first, 4, "")

    content = made(HEADINGS, *[SOMEBODY] * 40, draw=draw)
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = archive.read(name)
    many = b'<mergeCell ref="D2:D41"/>' * 2000
    body = body.replace(b"</mergeCells>", many + b"</mergeCells>")
    assert "互相重叠" in refusal(changed(content, **{name: body}))


@pytest.mark.parametrize(
    "hostile", [b"<c ", b'<c r="A1" ', b'<c r="A1" t="e" ', b"<f", b"<", b"<a:"]
)
def test_what_is_no_xml_takes_no_time(hostile):
    name = "xl/worksheets/sheet1.xml"
    begun = perf_counter()
    for text in (b"", b't="e"<f>:'):
        sheet = b"<worksheet><sheetData>" + text + hostile * 200_000 + b"</sheetData></worksheet>"
        faults(sheet)
        refusal(changed(made(HEADINGS), **{name: sheet}))
    assert perf_counter() - begun < 20


@pytest.mark.parametrize("column", ["出生年月", "入党时间", "籍贯", "学历学位", "职务层次", "来源"])
def test_a_long_cell_takes_no_time_either(column):
    content = made(("姓名", column), *[("周晓航", "(1985" + " (" * 16_000)] * 20)
    begun = perf_counter()
    for row in read(content):
        assert not told_of_row(row, ON).is_sound
    assert perf_counter() - begun < 5


def test_a_heading_without_end_takes_no_time():
    """The one character of which NFKC makes eighteen."""
    endless = "\ufdfa" * 5_000_000
    sheet = (
        '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c>'
        f'<c r="B1" t="inlineStr"><is><t>{endless}</t></is></c></row></sheetData></worksheet>'
    )
    content = changed(made(("甲",)), **{"xl/worksheets/sheet1.xml": sheet})
    begun = perf_counter()
    assert "没有找到列名" in refusal(content)
    assert perf_counter() - begun < 5
