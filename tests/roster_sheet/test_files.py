"""Whole files: the official sheet, others' lists, CSV, the template."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from cadres.exchange.roster_template import refused_workbook, template_bytes
from cadres.exchange.roster_told import told_of_row
from tests.roster_sheet.books import HEADINGS, SOMEBODY, made, names, read, refusal
from tests.roster_sheet.people import ON


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


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_of_any_program(encoding, mark):
    lines = [mark.join(HEADINGS), mark.join(SOMEBODY[:4])]
    assert names("\r\n".join(lines).encode(encoding)) == ["周晓航"]


def test_numbers_of_a_csv_are_as_doubtful_as_those_of_a_sheet():
    (row,) = read("姓名,出生年月\n周晓航,1985.1\n".encode())
    assert "分不清" in told_of_row(row, ON).remarks[0].reason


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
