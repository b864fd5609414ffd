"""What a name is found by, against tokens written down by hand."""

import pytest

from core.names.pinyin import full_pinyin, search_tokens

TOKENS = {
    "李明朗": "李明朗 明朗 朗 liminglang minglang lang lml ml",
    "曾敏": "曾敏 敏 zengmin cengmin min zm cm",
    "欧阳修远": "欧阳修远 阳修远 修远 远 ouyangxiuyuan yangxiuyuan xiuyuan yuan oyxy yxy xy",
    "尉迟明": "尉迟明 迟明 明 yuchiming weichiming chiming ming ycm wcm cm",
    "吕玲": "吕玲 玲 lvling luling ling ll",
    "艾力·明": "艾力明 力明 明 ailiming yiliming liming ming alm ylm lm",
    "John Smith": "johnsmith smith js",
    "李A": "李a a lia la",
    "李": "李 li",
    "·": "",
    "": "",
}


@pytest.mark.parametrize(("name", "tokens"), TOKENS.items())
def test_tokens_of_a_name(name, tokens):
    assert set(search_tokens(name)) == set(tokens.split())


@pytest.mark.parametrize(
    ("name", "own", "common"),
    [
        ("单雄", "shanxiong", "danxiong"),
        ("仇英", "qiuying", "chouying"),
        ("解放", "xiefang", "jiefang"),
        ("查理", "zhali", "chali"),
        ("区明", "ouming", "quming"),
        ("朴正", "piaozheng", "puzheng"),
        ("任杰", "renjie", "renjie"),
        ("华东", "huadong", "huadong"),
        ("盖宇", "geyu", "gaiyu"),
        ("翟宇", "zhaiyu", "diyu"),
        ("覃宇", "qinyu", "tanyu"),
        ("乐天", "yuetian", "letian"),
        ("缪宇", "miaoyu", "mouyu"),
        ("万俟明", "moqiming", "wansiming"),
        ("长孙无忌", "zhangsunwuji", "changsunwuji"),
        ("澹台明", "tantaiming", "dantaiming"),
        ("单于明", "chanyuming", "danyuming"),
        ("令狐冲", "linghuchong", "linghuchong"),
    ],
)
def test_surnames_have_their_own_reading_and_the_common_one(name, own, common):
    tokens = search_tokens(name)
    assert {own, common} <= set(tokens)
    assert full_pinyin(name).replace(" ", "") == own


def test_given_names_are_found_by_each_living_reading_but_by_no_dead_one():
    assert {"lichangle", "lizhangle", "lichangyue"} <= set(search_tokens("李长乐"))
    assert not {"lru", "liru", "ru"} & set(search_tokens("李月"))


def test_extra_codes_are_added_in_the_form_of_search_words():
    assert search_tokens("李", "QL-０１", "") == ("李", "li", "ql-01")


def test_blanks_inside_and_width_do_not_matter():
    assert search_tokens("李　明") == search_tokens("李 明") == search_tokens("李明")
    assert search_tokens("Ｊｏｈｎ") == search_tokens("john")


def test_the_usual_tokens_survive_the_cap():
    tokens = search_tokens("长孙长乐长乐")
    assert len(tokens) == 40
    assert {"长孙长乐长乐", "zhangsunchanglechangle", "changle", "zsclcl", "cl"} <= set(tokens)


def test_pinyin_for_sorting_keeps_a_surname_together():
    names = ["连杰", "李阳", "李安", "梁红"]
    assert sorted(names, key=full_pinyin) == ["李安", "李阳", "连杰", "梁红"]
    assert full_pinyin("吕绿") == "lv lv"
    assert full_pinyin("𠮷明") == "ji ming"
