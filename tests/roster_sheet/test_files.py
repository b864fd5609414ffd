"""Whole files: the official sheet, others' lists, and all that a workbook can be wrong in."""

import io
import zipfile
from datetime import date
from time import perf_counter

import pytest
import xlsxwriter

from cadres.exchange.roster_template import refused_workbook, template_bytes
from cadres.exchange.roster_told import read_roster, told_of_row
from cadres.formats.roster_sheet import csv_reading
from cadres.formats.roster_sheet.rows import MOST_ROWS, SheetRow
from core.workbook import UnreadableFileError
from core.workbook_scan import faults
from tests.roster_sheet.people import ON
from tests.units.test_workbook import changed

HEADINGS = ("姓名", "性别", "出生年月", "单位", "备注")
SOMEBODY = ("周晓航", "女", "1992.05", "市交通运输局", "")


def made(*rows, draw=None) -> bytes:
    """A workbook of plain rows; `draw(book, sheet)` adds what rows cannot say."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("名册")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    if draw:
        draw(book, sheet)
    book.close()
    return stream.getvalue()


def read(content: bytes) -> list[SheetRow]:
    return read_roster(io.BytesIO(content))


def names(content: bytes) -> list[str]:
    return [row.cells.get("name", "") for row in read(content)]


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read(content)
    return str(refused.value)


def official(*rows) -> bytes:
    """Title, the line below, a header of two rows with groups, as departments draw it."""

    def draw(book, sheet):
        sheet.merge_range(0, 0, 0, 7, "清河市优秀年轻干部名册")
        sheet.write(1, 0, "填报单位（盖章）：中共清河市委组织部")
        sheet.write(1, 6, "统计截止：2026年11月30日")
        for place, heading in ((0, "序号"), (1, "姓 名"), (2, "性\n别"), (7, "备注")):
            sheet.merge_range(2, place, 3, place, heading)
        for place, group in ((3, "全日制教育"), (5, "在职教育")):
            sheet.merge_range(2, place, 2, place + 1, group)
            sheet.write(3, place, "学历学位")
            sheet.write(3, place + 1, "毕业院校\n系及专业")
        for number, row in enumerate(rows, 4):
            if isinstance(row, str):
                sheet.merge_range(number, 0, number, 7, row)
            else:
                sheet.write_row(number, 0, row)

    return made(draw=draw)


def test_the_official_sheet():
    somebody = (1, "周  航", "女", "大学", "云州大学", "研究生", "云州省委党校", "好")
    rows = read(official("一、清河市工业和信息化局（8名）", somebody, "注：以上按单位排列"))
    assert [(row.number, row.cells["name"]) for row in rows] == [(6, "周  航")]
    assert rows[0].cells["inservice_school"] == "云州省委党校"
    assert rows[0].cells["fulltime"] == "大学"
    assert told_of_row(rows[0], ON).values["name"] == "周航"


ALIASES = {
    "name": "名字 干部姓名 姓名",
    "birth": "出生年月 出生日期 出生时间 出生年月（岁）",
    "id_number": "身份证号 身份证 证件号码 公民身份号码",
    "party": "入党时间 入党日期 政治面貌(加入时间)",
    "work_start": "参加工作时间 参工时间",
    "title": "现任职务 职务 现职务 所在单位及职务 现工作单位及职务 现工作单位及职务全称",
    "unit": "单位 呈报单位 所在单位 统计关系所在单位",
    "post_since": "任现职时间 现职务始任时间",
    "level": "现职务层次 现职务层次(职级) 职务层次",
    "level_since": "任现职务层次时间 任现职务层次（职级）时间",
    "grassroots": "是否具有两年以上基层工作经历 是否两年以上基层工作经历",
    "assessments": "年度考核结果综述 近三年年度考核",
    "fulltime": "全日制学历学位 全日制教育学历学位 全日制教育",
    "fulltime_school": "全日制院校系及专业 毕业院校",
    "inservice": "在职学历学位 在职教育学历学位",
    "inservice_school": "在职院校系及专业",
    "held_by": "掌握标识 省/市掌握标识",
    "tier": "培养层次 库别/培养层次（四级目标）",
    "rank": "现职级",
    "rank_since": "任现职级时间 现职级始任时间",
    "source": "来源 来源（选调生/考录…）",
}


@pytest.mark.parametrize(
    ("column", "heading"),
    [(name, heading) for name, headings in ALIASES.items() for heading in headings.split()],
)
def test_headings_that_a_column_is_known_by(column, heading):
    other = "性别" if column == "name" else "姓名"
    (row,) = read(made((other, heading), ("甲", "乙")))
    assert row.cells[column] == "乙"


def test_a_school_heading_without_a_group_stands_behind_its_education():
    (row,) = read(
        made(
            ("姓名", "全日制学历学位", "院校专业", "在职学历学位", "院校专业"),
            ("周晓航", "大学", "云州大学", "研究生", "云州省委党校"),
        )
    )
    assert (row.cells["fulltime_school"], row.cells["inservice_school"]) == (
        "云州大学",
        "云州省委党校",
    )


def test_unknown_headings_are_told_of_once():
    rows = read(made((*HEADINGS, "血型", "年龄"), (*SOMEBODY, "A", 34), (*SOMEBODY, "B", 35)))
    assert [remark.value for remark in rows[0].remarks] == ["血型"]
    assert not rows[1].remarks
    assert told_of_row(rows[0], ON).is_sound


@pytest.mark.parametrize("twice", [("姓名", "姓名"), ("姓名", "名字"), ("出生年月", "出生日期")])
def test_duplicate_headings_are_refused(twice):
    content = made(("姓名", "性别", *twice)[-3:], ("甲", "男", "乙"))
    if twice[0] != "姓名":
        content = made(("姓名", *twice), ("甲", "1992.05", "1992.06"))
    assert "列名重复" in refusal(content)


def test_the_first_sheet_with_a_header_is_read():
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet("说明").write(0, 0, "请看下一张表")
    sheet = book.add_worksheet("数据")
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_row(1, 0, SOMEBODY)
    book.close()
    assert names(stream.getvalue()) == ["周晓航"]


def test_what_is_no_person_is_left_out():
    def draw(book, sheet):
        for row in range(20, 40):
            for column in range(5):
                sheet.write_blank(row, column, None, book.add_format({"border": 1}))

    content = made(
        ("序号", *HEADINGS),
        ("示例", "张三", "男", "1990.01", "市直", ""),
        (1, *SOMEBODY),
        (2,),
        ("二、清河市农业农村局（5名）",),
        ("", "三、清河市清源县（7名）"),
        ("序号", *HEADINGS),
        (3, "李喆", "女", "1991.11", "市直", ""),
        ("", "", "", "", "合计：2名"),
        draw=draw,
    )
    assert names(content) == ["周晓航", "李喆"]


def test_a_block_joined_downwards_says_the_same_of_its_rows():
    def draw(_book, sheet):
        sheet.merge_range(1, 3, 3, 3, "市交通运输局")

    content = made(HEADINGS, *[("甲乙丙"[n] * 2, "男", "1990.01") for n in range(3)], draw=draw)
    assert [row.cells["unit"] for row in read(content)] == ["市交通运输局"] * 3


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


def test_formulas_give_their_values_and_errors_are_refused():
    def draw(_book, sheet):
        sheet.write_formula(1, 3, '="市"&"科技局"', None, "市科技局")
        sheet.write_formula(1, 2, "=#REF!+1", None, "#REF!")

    content = made(HEADINGS, SOMEBODY, draw=draw)
    told = told_of_row(read(content)[0], ON)
    assert told.unit_words == "市科技局"
    (remark,) = [remark for remark in told.remarks if remark.is_error]
    assert (remark.field, remark.value) == ("birth", "#REF!")
    assert "公式出错" in remark.reason


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


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_of_any_program(encoding, mark):
    lines = [mark.join(HEADINGS), mark.join(SOMEBODY[:4])]
    assert names("\r\n".join(lines).encode(encoding)) == ["周晓航"]


def test_numbers_of_a_csv_are_as_doubtful_as_those_of_a_sheet():
    (row,) = read("姓名,出生年月\n周晓航,1985.1\n".encode())
    assert "分不清" in told_of_row(row, ON).remarks[0].reason


def test_a_csv_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(csv_reading, "MOST_BYTES", 100)
    assert "文件超过" in refusal("姓名,性别\n".encode() + "周晓航,女\n".encode() * 20)


def test_the_template_is_read_without_its_sample_and_offers_its_lists():
    units = [f"清河市第{n}局" for n in range(6000)]
    content = template_bytes(units)
    assert "没有填写内容的行" in refusal(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = archive.read("xl/workbook.xml").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert 'name="填写须知"' in book
    assert 'name="选项" sheetId="3" state="hidden"' in book
    assert "$1:$" in sheet
    assert "$6000</formula1>" in sheet
    assert sheet.count("<dataValidation ") > 20


def test_refused_rows_come_back_and_can_be_mended():
    rows = read(
        made(
            ("姓名", "出生年月", "性别", "政治面貌", "入党时间", "籍贯"),
            ("周晓航", 1985.1, "女", "群众", "2013.13", "=1+1"),
            ("李喆", "1991.11", "未知", "", date(2013, 5, 1).isoformat(), "云州清河"),
        )
    )
    again = read(refused_workbook([(row, f"第 {row.number} 行有错") for row in rows]))
    assert [dict(row.cells) for row in again] == [dict(row.cells) for row in rows]
    assert [row.numeric for row in again] == [row.numeric for row in rows]
    assert not again[0].remarks
    with zipfile.ZipFile(io.BytesIO(refused_workbook([(rows[0], "性别写错")]))) as archive:
        texts = archive.read("xl/sharedStrings.xml").decode()
    assert "原因" in texts
    assert "性别写错" in texts


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


def test_a_sheet_that_is_called_csv_has_texts_all_the_same():
    """1985.1 that was typed as a text is no number that has lost its zero."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("CSV")
    sheet.write_row(0, 0, ("姓名", "出生年月"))
    sheet.write_string(1, 0, "周晓航")
    sheet.write_string(1, 1, "1985.1")
    book.close()
    (row,) = read(stream.getvalue())
    assert row.numeric == frozenset()


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
