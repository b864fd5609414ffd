"""Older files by hand, and what they mean (domain §1.5)."""

import pytest

from cadres.formats import lrm
from cadres.formats.approval_form import ApprovalForm, Relative
from cadres.formats.errors import UnreadableFile
from tests.formats.invented import JPEG, PNG


def record(cells: dict[int, str], count: int = 33) -> bytes:
    filled = [cells.get(place, "") for place in range(count)]
    return ('"' + '","'.join(filled) + '"').encode("gb18030")


def read(cells: dict[int, str], count: int = 33) -> ApprovalForm:
    form, remarks = lrm.read(record({0: "周航"} | cells, count), None)
    assert remarks == []
    return form


@pytest.mark.parametrize(
    ("place", "cell", "field", "meant"),
    [
        (0, "周  航", "name", "周航"),
        (2, "1992.05", "birth", "199205"),
        (5, "201305；民建", "party", "201305；民建"),
        (11, "工程师，讲师", "pro_title", "工程师，讲师"),
        (16, 'a,b",c', "specialty", 'a,b",c'),
        (17, "一\r\n  二#三@四\n", "resume", "一\n  二#三@四"),
        (18, "Tree无", "rewards", "无"),
        (18, "一\n二", "rewards", "一\n二"),
        (19, "一#二", "assessments", "一\n二"),
        (25, "镇长@#", "title", "镇长@"),
        (30, "202506", "age_on", "202506"),
        (32, "20250630", "filled_on", "20250630"),
    ],
)
def test_a_field_means(place, cell, field, meant):
    assert getattr(read({place: cell}), field) == meant


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("#@#", ("", "", "", "")),
        ("", ("", "", "", "")),
        ("大学#学士@研究生#硕士", ("大学", "学士", "研究生", "硕士")),
        ("大学", ("大学", "", "", "")),
        ("@研究生", ("", "", "研究生", "")),
        ("大学#学士", ("大学", "学士", "", "")),
        ("大学@#硕士", ("大学", "", "", "硕士")),
    ],
)
def test_education_and_schools_are_four_cells(cell, meant):
    form = read({9: cell, 10: cell})
    assert meant == (
        form.fulltime_education,
        form.fulltime_degree,
        form.inservice_education,
        form.inservice_degree,
    )
    assert meant == (
        form.fulltime_school,
        form.fulltime_degree_school,
        form.inservice_school,
        form.inservice_degree_school,
    )


def test_the_family_is_five_lists_side_by_side():
    padding = "@" * 11
    form = read(
        {
            20: f"妻子@表姑父{padding}",
            21: f"林  红@王强{padding}",
            22: f"1993.09@{padding}",
            23: "群众",
            24: f"清河市第三中学#教师@（已去世）{padding}",
        }
    )
    assert form.family == (
        Relative(
            relation="妻子",
            name="林红",
            birth="199309",
            politics="群众",
            work="清河市第三中学教师",
        ),
        Relative(relation="表姑父", name="王强", work="（已去世）"),
    )


@pytest.mark.parametrize(("place", "count"), [(33, 34), (34, 36)])
def test_the_id_number_is_whatever_stands_behind_the_last_field(place, count):
    assert read({place: "99012119920520131x"}, count).id_number == "99012119920520131X"


def test_of_several_what_looks_like_an_id_number_is_it():
    assert read({33: "备注", 35: "990121199205201314"}, 36).id_number == "990121199205201314"


def test_what_stands_in_reserved_fields_is_not_lost_silently():
    form, [remark] = lrm.read(record({0: "周航", 13: "其他"}), None)
    assert (form.name, remark.value) == ("周航", "其他")
    assert "第 14 个字段" in remark.reason


def test_what_it_has_no_place_for_is_missing_and_what_is_empty_is_empty():
    form = read({})
    assert (form.retire_month, form.age_limit, form.version, form.photo) == (None,) * 4
    assert (form.nation, form.id_number, form.family) == ("", "", ())


def test_it_is_written_in_gbk_and_four_bytes_only_for_what_gbk_has_not_got():
    text, portrait = lrm.write(ApprovalForm(name="周航", title='清"河"', photo=JPEG))
    assert text.decode("gbk").startswith('"周航","","",')
    assert text.endswith(b'"\n')
    assert text.count(b'","') == 32
    assert "清”河”" in text.decode("gbk")
    assert '"#@#","#@#"' in text.decode("gbk")
    assert f'"{"@" * 12}"' in text.decode("gbk")
    assert portrait == JPEG
    assert "𠮷" in lrm.write(ApprovalForm(name="𠮷"))[0].decode("gb18030")
    assert lrm.write(ApprovalForm(photo=PNG))[1] == b""
    assert lrm.write(ApprovalForm(id_number="1"))[0].count(b'","') == 33


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_understood_and_told(encoding):
    content = record({0: "周航"}).decode("gbk").encode(encoding)
    form, [remark] = lrm.read(content, None)
    assert form.name == "周航"
    assert "UTF-8" in remark.reason


def test_a_character_of_gbk_that_looks_like_utf_8_is_still_gbk():
    assert lrm.read(record({1: "女"}), None)[0].gender == "女"


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\x1a", "\r\n\0"])
def test_whatever_follows_the_record_does_not_matter(end):
    assert lrm.read(record({0: "周航"}) + end.encode(), None)[0].name == "周航"


@pytest.mark.parametrize("photo", [JPEG, PNG])
def test_the_portrait_is_known_by_its_first_bytes(photo):
    assert lrm.read(record({0: "周航"}), photo)[0].photo == photo


@pytest.mark.parametrize(
    ("photo", "said"), [(b"BM....", "不是 JPEG 或 PNG"), (JPEG + bytes(6 * 2**20), "超过 5 MB")]
)
def test_a_bad_portrait_is_left_out_with_a_remark(photo, said):
    form, [remark] = lrm.read(record({0: "周航"}), photo)
    assert (form.name, form.photo, remark.field) == ("周航", b"", "photo")
    assert said in remark.reason


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "文件是空的"),
        (b"\r\n", "文件是空的"),
        (b"hello", "不是用双引号括起的字段"),
        (b'"', "不是用双引号括起的字段"),
        (b'"a","b"', "文件有 2 个字段"),
        (record({}, 32), "文件有 32 个字段"),
        (record({}) + b"\n" + record({}), "文件有 65 个字段"),
        (record({0: "周航"})[:-1] + b'\xff\xff"', "不是 GBK 编码的文字"),
        (record({17: "周航是清河市的镇长"}).decode("gbk").encode()[:-4] + b'\xe5"', "不是 UTF-8"),
        (record({20: "@" * 200}), "家庭成员超过 200 人"),
        (b'"' * (12 * 2**20 + 1), "最多 12 MB"),
    ],
)
def test_it_is_said_what_is_wrong(content, said):
    with pytest.raises(UnreadableFile) as refused:
        lrm.read(content, None)
    assert said in str(refused.value)
    assert str(refused.value).endswith("。")
