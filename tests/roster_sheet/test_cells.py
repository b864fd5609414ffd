"""Hand-written cells, each with what a clerk would say that it means."""

from datetime import UTC, date, datetime

import pytest

from cadres.exchange.roster_told import column_named, told_of_row
from cadres.exchange.told import Told
from cadres.formats.roster_sheet.cells import is_number, text_of
from cadres.formats.roster_sheet.rows import SheetRow
from cadres.identity.number import check_digit
from tests.roster_sheet.people import ON

NUMBER = "99012119920511123" + check_digit("99012119920511123")
OLD_NUMBER = "990121920511123"


def told(column: str, cell, **others: str) -> Told:
    """What one cell tells, beside a name."""
    text = text_of(cell)
    numeric = frozenset({column} if is_number(cell) else ())
    cells = {"name": "周晓航", **others, column: text} if text else {"name": "周晓航", **others}
    return told_of_row(SheetRow(5, cells, numeric), ON)


def sound(column: str, cell, **others: str) -> dict:
    found = told(column, cell, **others)
    assert found.is_sound, found.remarks
    return {name: value for name, value in found.values.items() if name != "name"}


def refusal(column: str, cell, **others: str) -> str:
    found = told(column, cell, **others)
    (remark,) = [remark for remark in found.remarks if remark.is_error]
    assert remark.field == column_named(column).told_field or column == "id_number"
    assert column not in found.values
    return remark.reason


@pytest.mark.parametrize(
    "cell",
    [
        *("1985.07", "198507", "1985-07", "1985年7月", "1985/7", "1985.7", "1985年07月"),
        *("1985.07.15", "1985-07-15", "19850715", "1985年7月15日", "1985/7/15"),
        *(
            "１９８５．０７",
            "1985．07",
            " 1985.07 ",
            "1985.07（41岁）",
            "1985.07(41岁)",
            "1985.07\n（41岁）",
        ),
        *("1985.07　（41周岁）", "1985.07 41岁", "\ufeff1985.07", "1985.\u200b07"),
        *(
            date(1985, 7, 15),
            datetime(1985, 7, 15, 8, 30, tzinfo=UTC),
            198507,
            198507.0,
            19850715.0,
            1985.07,
        ),
        *(31243, 31243.0, 31229.5, "31243"),
    ],
)
def test_a_month_in_any_form(cell):
    assert sound("birth", cell) == {"birth": date(1985, 7, 1)}


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (1985.1, "分不清是 1985.01 还是 1985.10"),
        ("85.07", "不能猜是哪个世纪"),
        ("85年7月", "不能猜是哪个世纪"),
        ("1985", "只有年份，没有月份"),
        (1985.0, "只有年份，没有月份"),
        ("1985年", "只有年份，没有月份"),
        ("1985.13", "月份应在 1 到 12 之间"),
        ("1885.07", "年份应在 1900"),
        ("85-7", "世纪"),
        ("不详", "不是年月"),
        (True, "不是年月"),
        (0.5, "不是年月"),
    ],
)
def test_a_month_that_nobody_could_be_sure_of_is_refused(cell, says):
    assert says in refusal("birth", cell)


@pytest.mark.parametrize(
    ("cell", "month"), [("1985.1", 1), ("1985.10", 10), (1985.11, 11), (1985.12, 12), (1985.01, 1)]
)
def test_texts_and_numbers_that_are_sure(cell, month):
    assert sound("birth", cell) == {"birth": date(1985, month, 1)}


@pytest.mark.parametrize(
    ("cell", "day", "is_warned"),
    [
        ("2024.03.15", date(2024, 3, 15), False),
        ("20240315", date(2024, 3, 15), False),
        ("2024年3月15日", date(2024, 3, 15), False),
        (date(2024, 3, 15), date(2024, 3, 15), False),
        (45366, date(2024, 3, 15), True),
        ("2024.03", date(2024, 3, 1), True),
    ],
)
def test_the_day_of_entry(cell, day, is_warned):
    found = told("entered_on", cell)
    assert found.is_sound
    assert found.stay == {"entered_on": day}
    assert bool(found.remarks) == is_warned


@pytest.mark.parametrize("cell", ["2024.02.30", "2024年13月1日", 2024.1, "24.03.15"])
def test_a_day_that_is_none(cell):
    assert refusal("entered_on", cell)


@pytest.mark.parametrize(
    ("column", "cell", "values"),
    [
        ("name", "张　三", {}),
        ("gender", "女", {"gender": "2"}),
        ("nation", "汉", {"nation": "01"}),
        ("nation", "汉族", {"nation": "01"}),
        ("nation", "维吾尔", {"nation": "05"}),
        ("fulltime", "大学\n工学学士", {"fulltime_education": "21", "fulltime_degree": "408"}),
        ("fulltime", "大学 工学学士", {"fulltime_education": "21", "fulltime_degree": "408"}),
        ("fulltime", "大学、工学学士", {"fulltime_education": "21", "fulltime_degree": "408"}),
        ("fulltime", "大学工学学士", {"fulltime_education": "21", "fulltime_degree": "408"}),
        ("fulltime", "大学（工学学士）", {"fulltime_education": "21", "fulltime_degree": "408"}),
        ("fulltime", "本科", {"fulltime_education": "21"}),
        ("fulltime", "大学本科", {"fulltime_education": "21"}),
        ("fulltime", "大专", {"fulltime_education": "31"}),
        ("fulltime", "专科", {"fulltime_education": "31"}),
        ("fulltime", "大学\n无", {"fulltime_education": "21"}),
        ("inservice", "省（区、市）委党校研究生", {"inservice_education": "1B"}),
        ("inservice", "省委党校研究生", {"inservice_education": "1B"}),
        ("inservice", "中央党校大学", {"inservice_education": "22"}),
        ("inservice", "公共管理硕士", {"inservice_degree": "349"}),
        (
            "fulltime_school",
            "云州大学公共管理学院行政管理专业",
            {"fulltime_school": "云州大学公共管理学院", "fulltime_major": "行政管理"},
        ),
        (
            "fulltime_school",
            "云州大学 法学专业",
            {"fulltime_school": "云州大学", "fulltime_major": "法学"},
        ),
        ("fulltime_school", "云州大学", {"fulltime_school": "云州大学"}),
        ("level", "乡科级正职（一级主任科员）", {"level": "1A41", "rank": "R07"}),
        ("level", "乡科级正职\n一级主任科员", {"level": "1A41", "rank": "R07"}),
        ("level", "正科级", {"level": "1A41"}),
        ("level", "副科", {"level": "1A42"}),
        ("level", "无领导职务\n四级主任科员", {"rank": "R10"}),
        ("source", "考录", {"source": "01"}),
        ("source", "公开招聘（事业单位）", {"source": "08"}),
        ("title", "清河市交通运输局\n科员", {"title": "清河市交通运输局科员"}),
        ("phone", 19900000001.0, {"phone": "19900000001"}),
        ("grassroots", "30个月", {"grassroots_months": 30}),
        ("grassroots", "是（37个月）", {"grassroots_months": 37}),
        ("grassroots", "2年6个月", {"grassroots_months": 30}),
        ("grassroots", "否", {}),
        ("level_since", "2022.04", {"level_since": date(2022, 4, 1)}),
        (
            "level_since",
            "2022.04（2023.06）",
            {"level_since": date(2022, 4, 1), "rank_since": date(2023, 6, 1)},
        ),
        (
            "level_since",
            "2022.04\n2023.06",
            {"level_since": date(2022, 4, 1), "rank_since": date(2023, 6, 1)},
        ),
        ("level_since", "（2023.06）", {"rank_since": date(2023, 6, 1)}),
        ("id_number", NUMBER, {"id_number": NUMBER}),
        ("id_number", f" {NUMBER[:6]} {NUMBER[6:]} ", {"id_number": NUMBER}),
        ("id_number", f"{NUMBER[:6]}********{NUMBER[-4:]}", {}),
    ],
)
def test_a_cell_tells(column, cell, values):
    assert sound(column, cell) == values


def test_a_name_is_read_without_the_blanks_of_print():
    assert told("name", "张　　三").values["name"] == "张三"
    assert told("name", "艾力•买买提").values["name"] == "艾力·买买提"


MAY, JUNE = date(2013, 5, 1), date(2017, 9, 1)
ALONE = {"second_party": "", "second_party_join": None}


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("2013.05", {"political_status": "01", "party_join": MAY, **ALONE}),
        ("201305", {"political_status": "01", "party_join": MAY, **ALONE}),
        (2013.05, {"political_status": "01", "party_join": MAY, **ALONE}),
        (41395, {"political_status": "01", "party_join": MAY, **ALONE}),
        (date(2013, 5, 9), {"political_status": "01", "party_join": MAY, **ALONE}),
        ("中共党员", {"political_status": "01", **ALONE}),
        ("中共党员（2013.05）", {"political_status": "01", "party_join": MAY, **ALONE}),
        ("2013.05（预备党员）", {"political_status": "02", "party_join": MAY, **ALONE}),
        ("民盟", {"political_status": "05", **ALONE}),
        ("民盟（2017.09）", {"political_status": "05", "party_join": JUNE, **ALONE}),
        ("2013.05；民建", {"political_status": "01", "party_join": MAY, "second_party": "06"}),
        ("群众", {"political_status": "13", "party_join": None, **ALONE}),
        ("无党派", {"political_status": "12", "party_join": None, **ALONE}),
        ("共青团员", {"political_status": "03", "party_join": None, **ALONE}),
    ],
)
def test_the_party_by_its_month_or_its_name(cell, values):
    assert sound("party", cell) == values


def test_the_month_of_a_rank_alone_is_that_of_the_rank():
    values = sound("level_since", "2023.06", level="四级主任科员")
    assert values == {"rank": "R10", "rank_since": date(2023, 6, 1)}


@pytest.mark.parametrize(
    ("cell", "stay"),
    [
        *(
            (("tier", cell), {"tier": 2})
            for cell in ("②", "二级", "2", "二级（正科）", "正科", 2.0)
        ),
        (("direction", "城建交通"), {"direction": "building"}),
        *((("held_by", cell), {"held_by": "city"}) for cell in ("市", "市级", "市级掌握", "市管")),
        (("held_by", "省委组织部掌握"), {"held_by": "province"}),
    ],
)
def test_what_concerns_the_roster(cell, stay):
    found = told(*cell)
    assert found.is_sound, found.remarks
    assert found.stay == stay


def test_two_years_at_the_grassroots_are_a_lower_bound():
    found = told("grassroots", "是")
    assert found.at_least == {"grassroots_months": 24}
    assert "grassroots_months" not in found.values


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("gender", "未知", "请填写男 或 女"),
        ("nation", "火星", "国家标准中的名称"),
        ("fulltime", "神童班", "不是可选的学历或学位"),
        ("fulltime", "大学\n大专", "不是可选的学历或学位，或者与前面重复"),
        ("level", "正局长", "不是可选的职务层次或职级"),
        ("source", "引进", "可选：考试录用"),
        ("tier", "五级", "不是可选的培养层次"),
        ("direction", "航天", "可选：党政综合"),
        ("held_by", "省、市", "不是可选的掌握标识"),
        ("grassroots", "大概", "是 或 否"),
        ("native_place", "长" * 41, "有 41 个字，最多 40 个"),
        ("party", "1885.05", "年份应在 1900"),
        ("party", 2013.1, "分不清是 2013.01 还是 2013.10"),
        ("party", "共济会", "无法识别"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_the_remedy(column, cell, says):
    assert says in refusal(column, cell)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2"), "的最后一位是"),
        (990121199205111200.0, "多半是表格软件把它当作数值"),
        (NUMBER[:17], "应为 18 位"),
        ("990121199213011230", "不存在"),
    ],
)
def test_a_wrong_id_number_is_refused_and_never_shown_whole(cell, says):
    found = told("id_number", cell)
    (remark,) = found.remarks
    assert remark.is_error
    assert says in remark.reason
    assert text_of(cell) not in remark.reason + remark.value
    assert "*" in remark.value


def test_an_old_number_is_made_whole():
    number = sound("id_number", OLD_NUMBER)["id_number"]
    assert number[:17] == f"{OLD_NUMBER[:6]}19{OLD_NUMBER[6:]}"


def test_columns_of_later_features_are_empty_or_warned_of():
    found = told("mentor", "沈国栋")
    assert found.is_sound
    assert [remark.reason for remark in found.remarks] == ["“帮带人”目前不能导入，没有读取。"]
    assert not told("mentor", "").remarks


def test_a_key_that_was_changed_is_not_used():
    assert told("key", "12a").key is None
    assert told("key", 12.0).key == 12


def test_a_row_without_a_name_is_refused():
    found = told_of_row(SheetRow(5, {"birth": "1985.07"}), ON)
    assert [remark.reason for remark in found.remarks] == ["“姓名”没有填写，请补上。"]
