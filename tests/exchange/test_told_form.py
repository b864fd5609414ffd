"""Texts of a form understood, by hand: what is taken, what is told of."""

from dataclasses import replace
from datetime import date

import pytest

from cadres.exchange.code_words import (
    degree_code,
    education_code,
    health_code,
    level_code,
    nation_code,
)
from cadres.exchange.schools import school_text, split_school
from cadres.formats.approval_form import ApprovalForm, Relative
from core.codes.vocabulary import vocabulary
from tests.exchange.making import sample, told

WHOLE = ApprovalForm(name="周航", gender="男", birth="199205", title="镇长")


def fields(found) -> list[str]:
    return [remark.field for remark in found.remarks]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("大学", "21"),
        ("大学本科", "21"),
        ("本科", "21"),
        ("研究生", "11"),
        ("硕士研究生", "11"),
        ("大专", "31"),
        ("大学专科", "31"),
        ("中央党校研究生", "1A"),
        ("省（区、市）委党校研究生", "1B"),
        ("省(区、市)委党校大学", "23"),
        ("云州省委党校研究生", "1B"),
        ("中共云州省委党校大学", "23"),
        ("市委党校大专", "32"),
        ("中专", "35"),
        ("普通高中", "37"),
        ("神学", None),
        ("中央党校进修", None),
    ],
)
def test_wordings_of_education(text, code):
    assert education_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("工学学士", "408"),
        ("工学学士学位", "408"),
        ("管理学硕士", "312"),
        ("MPA", "349"),
        ("硕士", "3"),
        ("文学学士、法学学士", None),
    ],
)
def test_wordings_of_degrees(text, code):
    assert degree_code(text) == code


@pytest.mark.parametrize("table", ["GB3304_nation", "GB2261.3_health_editor"])
def test_every_name_of_a_table_is_known(table):
    read = nation_code if table.startswith("GB3304") else health_code
    assert all(read(name) == code for code, name in vocabulary(table).items())


@pytest.mark.parametrize(
    ("text", "code"),
    [("汉", "01"), ("汉族", "01"), (" 维吾尔族 ", "05"), ("其他族", None), ("外国血统", None)],
)
def test_wordings_of_nations(text, code):
    assert nation_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("1A31", "1A31"), ("0131", "1A31"), ("131", "1A31"), ("0177", None), ("县处级正职", "1A31")],
)
def test_codes_of_levels(text, code):
    assert level_code(text) == code


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("云州大学公共管理学院行政管理专业", ("云州大学公共管理学院", "行政管理")),
        ("云州大学计算机系软件工程专业", ("云州大学计算机系", "软件工程")),
        ("云州大学计算机系统结构专业", ("云州大学", "计算机系统结构")),
        ("云州大学（北校区）法学专业", ("云州大学（北校区）", "法学")),
        ("中共云州省委党校经济管理专业", ("中共云州省委党校", "经济管理")),
        ("云州师范大学数学（师范）专业", ("云州师范大学", "数学（师范）")),
        ("云州大学", ("云州大学", "")),
        ("云州大学专业", ("云州大学专业", "")),
        ("自学考试法律专业", ("自学考试法律专业", "")),
    ],
)
def test_a_school_is_parted_from_its_major(text, parts):
    assert split_school(text) == parts
    assert school_text(*parts) == text


def test_an_empty_form_tells_nothing():
    found = told(ApprovalForm())
    assert (found.values, found.texts, found.resume, found.family) == ({}, {}, None, None)
    assert not found.remarks
    empty = told(ApprovalForm(**dict.fromkeys(("name", "birth", "party", "resume"), "  ")))
    assert not empty.values
    assert not empty.remarks


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"birth": "1992"}, "birth"),
        ({"birth": "1992.13"}, "birth"),
        ({"birth": "不详"}, "birth"),
        ({"gender": "未知"}, "gender"),
        ({"nation": "外国血统"}, "nation"),
        ({"health": "残疾"}, "health"),
        ({"party": "见档案"}, "party_join"),
        ({"party": "201305；民建；九三"}, "second_party"),
        ({"fulltime_education": "函授本科"}, "fulltime_education"),
        ({"inservice_degree": "双学士"}, "inservice_degree"),
        ({"specialty": "长" * 121}, "specialty"),
        ({"age_on": "去年"}, "age_on"),
        ({"filled_on": "20250631"}, "filled_on"),
        ({"resume": "曾任科员"}, "resume"),
        ({"resume": "2030.01--  科员"}, "resume"),
        ({"resume": "1991.01--  科员"}, "resume"),
        ({"resume": f"2014.07--  {'长' * 301}"}, "resume"),
        ({"family": (Relative(relation="妻子", name="林小禾", birth="1993"),)}, "family"),
        ({"family": (Relative(relation="妻子", work="教师"),)}, "family"),
        ({"family": (Relative(relation="妻", name="林"), Relative(name="何"))}, "family"),
    ],
)
def test_what_is_not_understood_is_told_of_and_the_rest_is_taken(changed, field):
    found = told(replace(WHOLE, **changed))
    assert field in fields(found)
    assert found.is_sound
    assert found.values["name"] == "周航"
    kept = {"second_party"} if field == "second_party" else set()
    assert field in kept or field not in found.values | found.texts
    for remark in found.remarks:
        assert remark.reason.endswith("。")
        assert "没有取用" in remark.reason or field == "second_party"


def test_a_family_that_could_not_be_filed_is_left_out_whole():
    two = (Relative(relation="父亲", name="甲"), Relative(relation="父亲", name="乙"))
    found = told(replace(WHOLE, family=two))
    assert found.family is None
    assert "第 2 人" in found.remarks[0].reason


def test_empty_slots_of_the_family_are_nobody():
    found = told(replace(WHOLE, family=(Relative(), Relative(relation="女儿", name="周 一 诺"))))
    assert [(one.relation, one.name) for one in found.family] == [("女儿", "周 一 诺")]
    assert not found.remarks


def test_a_wrong_number_is_an_error_and_never_shown_whole():
    found = told(replace(WHOLE, id_number="990121199205201315"))
    assert not found.is_sound
    assert "990121199205201315" not in repr(found)
    assert "id_number" not in found.values


@pytest.mark.parametrize("changed", [{"birth": "199206"}, {"gender": "女"}])
def test_a_number_that_says_something_else_is_worth_a_look(changed):
    found = told(replace(sample(), resume="", **changed))
    assert fields(found) == ["id_number"]
    assert found.is_sound
    assert found.values["id_number"] == "990121199205201314"
    assert "990121199205201314" not in repr(found.remarks)


@pytest.mark.parametrize("none", ["无", "(无)", "（无）"])
def test_nothing_is_said_by_none(none):
    found = told(replace(WHOLE, rewards=none, assessments=none, pro_title=none))
    assert not found.texts
    assert "pro_title" not in found.values


def test_a_month_alone_is_its_last_day():
    found = told(replace(WHOLE, age_on="202402", filled_on="2025.06"))
    assert found.texts == {"age_on": date(2024, 2, 29), "filled_on": date(2025, 6, 30)}


def test_the_month_of_retirement_is_told_where_it_is_another():
    """Born 1992.05, a man: sixty in 2052.05, and three years more."""
    assert told(replace(WHOLE, retire_month="205505")).texts == {}
    other = told(replace(WHOLE, retire_month="205205"))
    assert other.texts == {"retire_month": date(2052, 5, 1)}


def test_control_characters_are_no_text():
    found = told(replace(WHOLE, title="镇\x00长\x1b", grounds="工作\x07需要"))
    assert found.values["title"] == "镇长"
    assert found.texts["grounds"] == "工作需要"
