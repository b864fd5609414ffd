"""按姓氏笔画排序, against orders from official lists of names and stroke orders of GF 0023."""

import pytest

from core.demo import given_names, surnames
from core.names.strokes import KEY_LENGTH, stroke_key

# Two strokes, three, four … ; within a count by 横竖撇点折.
SURNAMES = (
    "丁卜于万马王韦毛方尹孔邓石龙卢叶田史白冯朱刘许孙杜李杨吴何余汪沈宋陈林周郑赵胡徐高黄谢魏"
)

ORDERS = {
    "丁": "12",
    "万": "153",
    "马": "551",
    "王": "1121",
    "火": "4334",
    "长": "3154",
    "必": "45434",
    "成": "135534",
    "刘": "413422",
    "孙": "521234",
    "李": "1234521",
    "陈": "5215234",
    "赵": "121213434",
    "德": "332" + "12" + "25221" + "1" + "4544",
    "膝": "3511" + "1234" + "34" + "24134",
    "玘": "1121515",
    "𠮷": "121251",
    "䶮": "13534" + "1134",
}


def _in_order(names: list[str]) -> list[str]:
    """The names in the order of their keys, from the reverse of what is expected."""
    backwards = names[::-1]
    return sorted(backwards, key=stroke_key)


@pytest.mark.parametrize(("character", "order"), ORDERS.items())
def test_strokes_of_a_character(character, order):
    assert stroke_key(character) == f"{len(order):02}{order}"


def test_surnames_in_the_official_order():
    assert _in_order(list(SURNAMES)) == list(SURNAMES)


@pytest.mark.parametrize(
    "names",
    [
        ["丁一", "丁一一", "王丹", "王华", "王一山", "王大力", "张一"],
        ["李一", "李明", "李强", "李一龙", "李明亮", "李明朗"],
        ["欧强", "欧文斌", "欧阳修", "欧阳一凡"],
        ["王强", "艾青", "艾力·买买提", "李明"],
        ["张伟", "张卫国", "魏明", "A明", "Z明", "𰻞明"],
    ],
)
def test_names_in_the_order_of_a_list(names):
    assert _in_order(names) == names


def test_blanks_and_interpuncts_do_not_matter():
    assert stroke_key("李　明") == stroke_key("李 明") == stroke_key("李明")
    assert stroke_key("艾力·买买提") == stroke_key("艾力买买提")


def test_a_character_without_an_order_ends_its_count():
    assert stroke_key("一") < stroke_key("丁")
    # 龘 is known to have 48 strokes, of 𰻞 nothing is known.
    assert stroke_key("魏") < stroke_key("龘") < stroke_key("𰻞")
    assert stroke_key("龘") == "486009f98"


def test_the_whole_of_gb2312_has_an_order():
    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    characters = [pair.decode("gb2312", "ignore") for pair in rows]
    # Pieces of characters that are in the standard for typesetting and in no name.
    pieces = set("丨丿丶匚刂亠冫冖讠卩阝廴艹扌彳彡犭夂饣忄丬氵宀辶彐屮纟灬礻疒衤")
    unordered = {one for one in characters if one and "6" in stroke_key(one)[2:]}
    assert len([one for one in characters if one]) == 6763
    assert unordered <= pieces


def test_every_character_of_the_demonstration_has_an_order():
    groups = (given_names.FIRST, given_names.SECOND, given_names.SINGLE, given_names.RARE)
    given = "".join(text for group in groups for text in group.values())
    family = "".join((*surnames.COMMON, *surnames.COMPOUND, *surnames.POLYPHONIC))
    assert not [one for one in given + family if "6" in stroke_key(one)[2:]]


def test_keys_have_a_bound():
    assert len(stroke_key("龘" * 500)) == KEY_LENGTH
    assert stroke_key("") == stroke_key("· ") == ""
