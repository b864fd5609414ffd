"""The exchange package of the national system: people with all their sets (domain §1.6, §3)."""

import io
import tracemalloc
from xml.sax.saxutils import quoteattr

import pytest

from cadres.formats import hzb, hzb_tables
from cadres.formats.approval_form import Relative
from cadres.formats.archives import Archive
from cadres.formats.errors import UnreadableFile
from cadres.formats.hzb import HzbPerson
from tests.formats.invented import JPEG, zipped

GUID = "0F8FAD5B-D9CB-469F-A165-70867728950E"
INFO = b'<root><node name="dataversion" value="V2019.05"/></root>'
RESUME = """\
2010.09--2014.07  云州大学学习
2014.07--         柳河镇科员
                  （其间：2016.03--2016.09挂职）"""


def table(*rows: dict[str, str], head: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    told = [
        "<row "
        + " ".join(f"{code}={quoteattr(text)}" for code, text in {"A0000": GUID, **row}.items())
        + "/>"
        for row in rows
    ]
    return f"{head}<xml><data>{''.join(told)}</data></xml>".encode()


def package(tables: dict[str, bytes], photos: dict[str, bytes] | None = None) -> bytes:
    files = {"gwyinfo.xml": INFO} | {f"Table/{name}.xml": xml for name, xml in tables.items()}
    return zipped(files | {f"Photos/{name}": jpg for name, jpg in (photos or {}).items()})


def people(tables: dict[str, bytes], photos: dict[str, bytes] | None = None) -> list[HzbPerson]:
    with Archive(io.BytesIO(package(tables, photos))) as archive:
        assert hzb.is_package(archive)
        return list(hzb.read(archive))


WHOLE = {
    "A0101": "周  航", "A0104": "1", "A0107": "199205", "A0111": "990121", "A0111A": "云州清河",
    "A0114A": "云州石桥", "A0117": "01", "A0128": "健康", "A0134": "201407", "A0140": "201305",
    "A0141": "01", "A0144": "201305", "A0184": "99012119920520131x", "A0187A": "基层党建",
    "A0192": "柳河镇镇长", "A0192A": "石桥县柳河镇党委副书记、镇长", "A0195": "001.001.015",
    "A0196": "经济师", "A0221": "1A41", "A0288": "202305", "A0192E": "R09", "A0192C": "202305",
    "A1701": RESUME, "A14Z101": "无", "A15Z101": "2024年年度考核为称职。", "QRZXL": "大学",
    "QRZXW": "管理学学士", "QRZXLXX": "云州大学A&1amp;B", "STATUS": "1", "A0180": "",
}  # fmt: skip


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
        == "2018年3月，受到石桥县监委给予的警告处分；2019年12月，荣获“优秀共产党员”，石桥县委。"
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


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({}, "没有 Table/A01.xml"),
        ({"A01": b"<xml><data><row"}, "Table/A01.xml：第 1 行"),
        ({"A01": table({}), "A36": b"<xml><data>"}, "Table/A36.xml：第 1 行"),
        ({"A01": b""}, "Table/A01.xml："),
        ({"A01": b'<!DOCTYPE a [<!ENTITY b "c">]><xml/>'}, "DTD 或实体声明"),
        ({"A01": b"<xml>" * 100}, "嵌套超过"),
        ({"A01": b"<xml>\xd6\xdc</xml>"}, "不是文件声明的编码"),
        ({"A01": b"<?xml version='1.0' encoding='big5'?><xml/>"}, "big5"),
    ],
)
def test_what_is_wrong_is_told_with_its_table(tables, said):
    with pytest.raises(UnreadableFile) as refused:
        people(tables)
    assert said in str(refused.value)


def test_one_endless_row_is_refused(monkeypatch):
    monkeypatch.setattr(hzb_tables, "MOST_ROW", 2**18)
    endless = b"".join(b"%d" % number for number in range(200_000))
    with pytest.raises(UnreadableFile, match="有一行超过"):
        people({"A01": b'<xml><row A="' + endless + b'"/></xml>'})


def test_a_bad_portrait_is_a_remark():
    [person] = people({"A01": table({"A0101": "周航"})}, {f"{GUID}.jpg": b"GIF89a"})
    assert person.form.photo == b""
    assert person.remarks[0].field == "photo"


def test_memory_does_not_grow_with_the_package():
    def peak(count: int) -> int:
        rows = [{"A0000": str(n), "A0101": "周航", "A1701": RESUME} for n in range(count)]
        kin = [{"A0000": str(n // 4), "A3601": "林小禾"} for n in range(count * 4)]
        content = package({"A01": table(*rows), "A36": table(*kin)})
        with Archive(io.BytesIO(content)) as archive:
            tracemalloc.start()
            assert sum(len(person.form.family) for person in hzb.read(archive)) == count * 4
            found = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return found

    peak(10)
    assert peak(3000) < peak(300) * 1.5 + 2**20
