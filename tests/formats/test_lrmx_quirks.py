"""Files as real tools write them, by hand, with what they mean (domain §1.1, §1.2)."""

import base64
import re

import pytest

from cadres.formats import lrmx
from cadres.formats.approval_form import TEXTS, ApprovalForm, Relative
from tests.formats.invented import JPEG, PNG

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def person(inner: str, head: str = HEAD) -> bytes:
    return f"{head}<Person>{inner}</Person>".encode()


def read(inner: str):
    return lrmx.read(person(f"<XingMing>周航</XingMing>{inner}"))


@pytest.mark.parametrize(
    ("element", "written", "field", "meant"),
    [
        ("XingBie", " 男\n", "gender", "男"),
        ("MinZu", "\n    ", "nation", ""),
        ("JiGuan", "　云州清河\u00a0", "native_place", "云州清河"),
        ("JiGuan", "云州\u200b清\ufeff河", "native_place", "云州清河"),
        ("JiGuan", "云州\t清河\x0b", "native_place", "云州清河"),
        ("JiGuan", "云州&#x1F;清河&#11;", "native_place", "云州清河"),
        ("JiGuan", "云州　清河", "native_place", "云州清河"),
        ("ZhuanYeJiShuZhiWu", "Engineer II", "pro_title", "Engineer II"),
        ("XianRenZhiWu", "镇党委&amp;政府", "title", "镇党委&政府"),
        ("XianRenZhiWu", "<![CDATA[A<B]]>", "title", "A<B"),
        ("QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "A&amp;1amp;B", "fulltime_school", "A&B"),
        ("QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "A&1amp;B&1lt;C", "fulltime_school", "A&B<C"),
        ("JianLi", "x &amp;1lt;y&amp;1gt;", "resume", "x <y>"),
        ("JianLi", "一&lt;br&gt;二&lt;br/&gt;三&lt;BR /&gt;四", "resume", "一\n二\n三\n四"),
        ("JianLi", "一<br/>二", "resume", "一\n二"),
        ("JianLi", "  一\r\n   二\r\n  \n", "resume", "  一\n   二"),
        ("JiangChengQingKuang", "\n 一\n 二 \n", "rewards", "一\n 二"),
        ("ChuShengNianYue", "1992.05", "birth", "199205"),
        ("ChuShengNianYue", "1992.5", "birth", "199205"),
        ("ChuShengNianYue", "19920513", "birth", "199205"),
        ("ChuShengNianYue", "19920500", "birth", "199205"),
        ("ChuShengNianYue", "1992年5月", "birth", "199205"),
        ("ChuShengNianYue", "1992-05", "birth", "199205"),
        ("ChuShengNianYue", "１９９２．０５", "birth", "199205"),
        ("ChuShengNianYue", "1992", "birth", "1992"),
        ("DaoLingNianYue", "2055.01", "retire_month", "205501"),
        ("TianBiaoShiJian", "2025.06.30", "filled_on", "20250630"),
        ("TianBiaoShiJian", "2025年6月3日", "filled_on", "20250603"),
        ("TianBiaoShiJian", "20250600", "filled_on", "202506"),
        ("JiSuanNianLingShiJian", "2025.06", "age_on", "202506"),
        ("RuDangShiJian", "2013.05", "party", "201305"),
        ("RuDangShiJian", "2013.05；民建", "party", "201305；民建"),
        ("RuDangShiJian", "民盟（2017.09）", "party", "民盟（2017.09）"),
        ("RuDangShiJian", "群众", "party", "群众"),
        ("ShenFenZheng", " 99012119920520131x ", "id_number", "99012119920520131X"),
        ("ShenFenZheng", "990121 19920520 1314", "id_number", "990121199205201314"),
        ("GaiGeQianRenZhiNianLingJieXian", "x60岁", "age_limit", "x60岁"),
        ("Version", "1.0 beta", "version", "1.0 beta"),
    ],
)
def test_an_element_means(element, written, field, meant):
    form, remarks = read(f"<{element}>{written}</{element}>")
    assert getattr(form, field) == meant
    assert remarks == []


@pytest.mark.parametrize(
    ("element", "written", "field", "said"),
    [
        ("ChuShengNianYue", "1992.13", "birth", "出生年月：“1992.13”的月份应在 1 到 12 之间"),
        ("ChuShengNianYue", "不详", "birth", "出生年月：“不详”不是年月"),
        ("TianBiaoShiJian", "20250231", "filled_on", "填表时间：“20250231”不是日历上的一天"),
        ("TianBiaoShiJian", "18250203", "filled_on", "年份应在 1900 到 2199 之间"),
    ],
)
def test_a_date_that_is_none_is_kept_with_a_remark(element, written, field, said):
    form, [remark] = read(f"<{element}>{written}</{element}>")
    assert getattr(form, field) == written
    assert (remark.field, remark.value, remark.is_error) == (field, written, False)
    assert said in remark.reason
    assert "现按原文保留" in remark.reason


def test_names_lose_the_blanks_that_fill_them_up():
    form, _ = lrmx.read(person("<XingMing> 周　 航</XingMing>"))
    assert form.name == "周航"


@pytest.mark.parametrize("empty", ["<MinZu/>", "<MinZu></MinZu>", "<MinZu>\r\n  </MinZu>"])
def test_an_empty_element_is_no_missing_one(empty):
    assert read(empty)[0].nation == ""
    assert read("")[0].nation is None


@pytest.mark.parametrize(
    "content",
    [
        person("<XingMing>周航</XingMing>"),
        b"\xef\xbb\xbf" + person("<XingMing>周航</XingMing>"),
        b"\xef\xbb\xbf\r\n" + person("<XingMing>周航</XingMing>", head=""),
        person("<XingMing>周航</XingMing>").replace(b"\n", b"\r\n"),
        person("<XingMing>周航</XingMing>", head=""),
        "<Person xmlns:x='urn:a' xmlns='urn:b'><XingMing>周航</XingMing></Person>".encode(),
    ],
)
def test_marks_line_ends_and_namespaces_do_not_matter(content):
    form, remarks = lrmx.read(content)
    assert form.name == "周航"
    assert remarks == []


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "GB18030", "UTF-8"])
def test_gbk_is_understood_and_told_whatever_is_declared(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><Person><XingMing>周航</XingMing></Person>'
    form, remarks = lrmx.read(text.encode("gbk"))
    assert form.name == "周航"
    assert ["已按 GBK 识别" in remark.reason for remark in remarks] == [True]
    form, remarks = lrmx.read(text.encode("utf-8"))
    assert (form.name, remarks) == ("周航", [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_understood(encoding):
    form, [remark] = lrmx.read("<Person><XingMing>周航</XingMing></Person>".encode(encoding))
    assert form.name == "周航"
    assert "UTF-16" in remark.reason


def test_elements_come_in_any_order_and_unknown_ones_are_kept():
    form, remarks = lrmx.read(
        person(
            "<ShenFenZheng>990121199205201314</ShenFenZheng>"
            "<BeiZhu>a &amp; b</BeiZhu><ZhengZhiMianMao>中共党员</ZhengZhiMianMao>"
            "<DaoLingNianYue>205501</DaoLingNianYue>"
            '<KuoZhan><X y="&lt;1">甲</X><Z/></KuoZhan><XingMing>周航</XingMing><Kong/>'
        )
    )
    assert (form.name, form.id_number, form.retire_month) == (
        "周航",
        "990121199205201314",
        "205501",
    )
    assert form.unknown == (
        ("BeiZhu", "a &amp; b"),
        ("KuoZhan", '<X y="&lt;1">甲</X><Z></Z>'),
        ("Kong", ""),
    )
    assert remarks == []
    written = lrmx.write(form).decode("utf-8-sig")
    assert "<BeiZhu>a &amp; b</BeiZhu>" in written
    assert "ZhengZhiMianMao" not in written


def test_elements_are_written_in_the_listed_order():

    form = ApprovalForm(**dict.fromkeys(TEXTS, "x"), family=(Relative(name="y"),), photo=JPEG)
    written = lrmx.write(form).decode("utf-8-sig")
    assert " ".join(re.findall(r"^  <(\w+)", written, re.MULTILINE)) == (
        "XingMing XingBie ChuShengNianYue MinZu JiGuan ChuShengDi RuDangShiJian "
        "CanJiaGongZuoShiJian DaoLingNianYue JianKangZhuangKuang ZhuanYeJiShuZhiWu "
        "ShuXiZhuanYeYouHeZhuanChang QuanRiZhiJiaoYu_XueLi QuanRiZhiJiaoYu_XueWei "
        "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi "
        "ZaiZhiJiaoYu_XueLi ZaiZhiJiaoYu_XueWei ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi "
        "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi XianRenZhiWu NiRenZhiWu NiMianZhiWu JianLi "
        "JiangChengQingKuang NianDuKaoHeJieGuo RenMianLiYou JiaTingChengYuan ChengBaoDanWei "
        "GaiGeQianRenZhiNianLingJieXian JiSuanNianLingShiJian TianBiaoShiJian TianBiaoRen "
        "ShenFenZheng ZhaoPian Version"
    )
    assert "<Version>3.2.1.16</Version>" in written


def test_the_family_is_read_with_unknown_relations_and_odd_dates():
    form, remarks = read(
        "<JiaTingChengYuan>"
        "<Item><XingMing>林  红</XingMing><ChengWei>表姑父</ChengWei>"
        "<ChuShengRiQi>1963.7</ChuShengRiQi><NianLing>60</NianLing></Item>"
        "<Item/><Item><ChengWei> </ChengWei></Item>"
        "<Item><ChengWei>父亲</ChengWei><ChuShengRiQi>六四年</ChuShengRiQi>"
        "<GongZuoDanWeiJiZhiWu>（已去世）</GongZuoDanWeiJiZhiWu></Item>"
        "</JiaTingChengYuan>"
    )
    assert form.family == (
        Relative(relation="表姑父", name="林红", birth="196307"),
        Relative(relation="父亲", birth="六四年", work="（已去世）"),
    )
    assert [(remark.field, remark.value) for remark in remarks] == [
        ("family", "六四年"),
        ("", "家庭成员里的元素“NianLing”"),
    ]
    assert "家庭成员第 4 行的出生年月" in remarks[0].reason
    assert read("<JiaTingChengYuan/>")[0].family == ()
    assert read("")[0].family is None


@pytest.mark.parametrize("image", [JPEG, PNG])
@pytest.mark.parametrize("prefix", ["", "data:image/png;base64,", "\r\n  "])
def test_a_portrait_is_known_by_its_first_bytes(image, prefix):
    coded = base64.encodebytes(image).decode()  # with line breaks
    form, remarks = read(f"<ZhaoPian>{prefix}{coded}</ZhaoPian>")
    assert form.photo == image
    assert remarks == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (base64.b64encode(b"GIF89a......").decode(), "不是 JPEG 或 PNG"),
        ("照片", "不是 base64 编码"),
        ("/9j/4AA", "不是 base64 编码"),
    ],
)
def test_a_bad_portrait_is_left_out_with_a_remark(written, said):
    form, [remark] = read(f"<ZhaoPian>{written}</ZhaoPian>")
    assert form.photo == b""
    assert form.name == "周航"
    assert (remark.field, said in remark.reason) == ("photo", True)


def test_a_portrait_above_the_limit_is_not_even_decoded(monkeypatch):
    monkeypatch.setattr("binascii.a2b_base64", None)
    coded = base64.b64encode(JPEG + bytes(6 * 2**20)).decode()
    form, [remark] = read(f"<ZhaoPian>{coded}</ZhaoPian>")
    assert form.photo == b""
    assert "约 6 MB，超过 5 MB" in remark.reason


def test_of_an_element_that_comes_twice_the_first_with_a_text_counts():
    form, [remark] = read("<MinZu/><MinZu>汉族</MinZu><MinZu>回族</MinZu><MinZu>汉族</MinZu>")
    assert form.nation == "汉族"
    assert "MinZu" in remark.reason
