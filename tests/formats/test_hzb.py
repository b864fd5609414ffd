"""The exchange package of the national system: people with all their sets (domain §1.6, §3)."""

import pytest

from cadres.formats import hzb_tables
from cadres.formats.approval_form import Relative
from tests.formats.invented import JPEG
from tests.formats.packages import GUID, RESUME, WHOLE, people, table


def test_a_whole_person():
    [person] = people(
        {
            "A01": table(WHOLE),
            "A02": table(
                {"A0201B": "9", "A0215A": "旧职", "A0255": "0", "A0279": "1", "A0243": "201801"},
                {"A0201B": "001.001.015", "A0215A": "委员", "A0255": "1", "A0223": "2"},
                {"A0201B": "001.001.015", "A0215A": "镇长", "A0255": "1", "A0223": "1",
                 "A0279": "1", "A0243": "202305"},
            ),
            "A15": table({"A1521": "2023", "A1517": "1"}, {"A1521": "2024", "A1517": "2"}),
            "A36": table(
                {"A3601": "周一诺", "A3604A": "女儿", "A3607": "201906", "SORTID": "2"},
                {"A3601": "林小禾", "A3604A": "13", "A3607": "1993.09", "A3627": "13",
                 "A3611": "教师", "SORTID": "1"},
            ),
            "A99Z1": table({"A99Z103": "1", "A99Z104": "201407"}),
            "B01": table({"B0111": "001.001.015", "B0101": "柳河镇", "B0114": "990121001"}),
        },
        {f"{GUID.lower()}.JPG": JPEG},
    )  # fmt: skip
    form = person.form
    assert (form.name, form.gender, form.nation, form.birth) == ("周航", "男", "汉族", "199205")
    assert form.id_number == "99012119920520131X"
    assert form.title == "石桥县柳河镇党委副书记、镇长"
    assert form.resume == RESUME
    assert (form.rewards, form.assessments) == ("无", "2024年年度考核为称职。")
    assert (form.fulltime_education, form.fulltime_school) == ("大学", "云州大学A&B")
    assert form.inservice_education is None
    assert form.family == (
        Relative(relation="妻子", name="林小禾", birth="199309", politics="群众", work="教师"),
        Relative(relation="女儿", name="周一诺", birth="201906"),
    )
    assert form.photo == JPEG
    assert person.remarks == []
    facts = person.facts
    assert (facts["A0221"], facts["A0288"], facts["A0192E"]) == ("1A41", "202305", "R09")
    assert (facts["A0215A"], facts["A0243"], facts["A0201A"]) == ("镇长", "202305", "柳河镇")
    assert (facts["B0101"], facts["B0114"], facts["A0195"]) == (
        "柳河镇",
        "990121001",
        "001.001.015",
    )
    assert (facts["A1517.2023"], facts["A1517.2024"]) == ("优秀", "称职")
    assert (facts["A99Z103"], facts["A99Z104"], facts["A0111"]) == ("1", "201407", "990121")
    assert "A0101" not in facts
    assert "A0184" not in facts
    assert "A0180" not in facts


def test_what_a01_leaves_out_is_taken_from_the_other_sets():
    [person] = people(
        {
            "A01": table({"A0101": "周航", "A0141": "01", "A0144": "201305", "A3921": "06"}),
            "A02": table(
                {"A0201A": "柳河镇", "A0215A": "党委副书记", "A0223": "1"},
                {"A0201A": "柳河镇", "A0215A": "镇长", "A0223": "2"},
                {"A0201A": "石桥县", "A0215A": "县委委员", "A0223": "10"},
            ),
            "A05": table(
                {"A0531": "0", "A0501B": "1A42", "A0504": "201905", "A0524": "0"},
                {"A0531": "0", "A0501B": "1A41", "A0504": "202305", "A0524": "1"},
                {"A0531": "1", "A0501B": "R09", "A0504": "202401"},
            ),
            "A06": table(
                {"A0602": "经济师", "A0604": "202001"}, {"A0602": "助理经济师", "A0604": "201601"}
            ),
            "A08": table(
                {"A0801A": "大专", "A0801B": "31", "A0807": "201307", "A0837": "1",
                 "A0814": "清河学院"},
                {"A0801A": "大学", "A0801B": "21", "A0807": "201407", "A0837": "1",
                 "A0901A": "管理学学士", "A0814": "云州大学", "A0824": "行政管理"},
                {"A0801A": "研究生", "A0801B": "11", "A0837": "2", "A0838": "1",
                 "A0814": "云州大学", "A0824": "公共管理专业"},
                {"A0901A": "公共管理硕士", "A0837": "2", "A0814": "清河大学"},
            ),
            "A14": table(
                {"A1404A": "优秀共产党员", "A1404B": "01001", "A1407": "201912",
                 "A1411A": "石桥县委"},
                {"A1404A": "警告", "A1404B": "02001", "A1407": "20180305", "A1411A": "石桥县监委"},
                {"A1404A": "记过", "A1404B": "02002", "A1407": "201701", "A1424": "201801"},
            ),
            "A15": table(*({"A1521": str(year), "A1517": grade} for year, grade in
                           [(2024, "2"), (2022, "1"), (2023, "1"), (2021, "3")])),
            "A53": table({"A5304": "副局长", "A5317": "工作需要", "A5323": "20250630"}),
        }
    )  # fmt: skip
    form = person.form
    assert form.party == "201305；民建"
    assert form.title == "柳河镇党委副书记、镇长，石桥县县委委员"
    assert form.pro_title == "经济师"
    assert (form.fulltime_education, form.fulltime_degree) == ("大学", "管理学学士")
    assert (form.fulltime_school, form.fulltime_degree_school) == ("云州大学行政管理专业", None)
    assert (form.inservice_education, form.inservice_school) == ("研究生", "云州大学公共管理专业")
    assert (form.inservice_degree, form.inservice_degree_school) == ("公共管理硕士", "清河大学")
    assert (
        form.rewards
        == "2018年3月，受到石桥县监委给予的警告处分；2019年12月，被石桥县委授予“优秀共产党员”称号。"
    )
    assert form.assessments == "2022年、2023年年度考核均为优秀，2024年年度考核为称职。"
    assert (form.planned_post, form.grounds, form.filled_on) == ("副局长", "工作需要", "20250630")
    assert (person.facts["A0221"], person.facts["A0288"]) == ("1A41", "202305")
    assert (person.facts["A0192E"], person.facts["A0192C"]) == ("R09", "202401")


@pytest.mark.parametrize(
    ("row", "party"),
    [
        ({"A0141": "13"}, "群众"),
        ({"A0141": "05"}, "民盟"),
        ({"A0141": "中共党员"}, "中共党员"),
        ({"A0141": "05", "A3921": "05"}, "民盟"),
        ({}, None),
    ],
)
def test_the_party_is_put_into_words(row, party):
    [person] = people({"A01": table({"A0101": "周航"} | row)})
    assert person.form.party == party


def test_line_ends_that_an_attribute_lost_are_found_again():
    attribute = RESUME.replace("\n", "\r\n")
    xml = f'<xml><data><row A0000="1" A0101="周航" A1701="{attribute}"/></data></xml>'.encode()
    [person] = people({"A01": xml})
    assert person.form.resume == RESUME


def test_people_marked_as_deleted_are_left_out_and_braces_and_case_do_not_matter():
    found = people(
        {
            "A01": table(
                {"A0101": "甲", "A0000": f"{{{GUID.lower()}}}"},
                {"A0101": "乙", "A0000": "2", "STATUS": "0"},
                {"A0101": "丙", "A0000": "3"},
            ),
            "A36": table({"A3601": "丁"}),
        }
    )
    assert [(person.form.name, person.form.family) for person in found] == [
        ("甲", (Relative(name="丁"),)),
        ("丙", None),
    ]


def test_a_table_in_gbk_that_says_so_is_read():
    head = '<?xml version="1.0" encoding="gb2312"?>'
    xml = table({"A0101": "周航"}, head=head).decode().encode("gbk")
    assert people({"A01": xml})[0].form.name == "周航"


def test_references_are_not_parted_where_the_stream_is(monkeypatch):
    monkeypatch.setattr(hzb_tables, "CHUNK", 7)
    name = "周&1amp;航<𠮷\x1f"
    xml = table({"A0101": name}).replace(b"&amp;1amp;", b"&1amp;").replace(b"\x1f", b"&#x1F;")
    assert people({"A01": xml})[0].form.name == "周&航<𠮷"
