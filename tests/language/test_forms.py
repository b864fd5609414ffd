"""Days, nothing and shares have one form each (section 13 of `docs/glossary.md`)."""

import re

from tests.language.labels import templates

DAYS = {
    "Y-m-d",
    "Y-m-d H:i",
    "Y-m-d H:i:s",
    "m-d",
    "m-d H:i",
    "H:i",
    "H:i:s",
    "Y.m",
    "Y",
    "Y年n月j日",
    "Y年n月j日，l",
    "n月j日",
}
# What stands for nothing elsewhere than in a dash, and is no sentence about this very thing.
NOTHING = {
    "无",
    "空",
    "（无）",
    "-",
    "--",
    "－",
    "/",
    "待定",
    "未填写",
    "没有填",
    "（留空）",
    "暂无",
}


def test_a_day_has_one_of_few_forms():
    found = {
        (form, file)
        for file, text in templates().items()
        for form in re.findall(r'(?:\|date:|{% now )"([^"]*)"', text)
    }
    assert {(form, file) for form, file in found if form not in DAYS} == set()


def test_nothing_is_a_dash():
    found = {
        (said, file)
        for file, text in templates().items()
        for said in re.findall(r'\|default(?:_if_none)?:"([^"]*)"', text)
    }
    assert {(said, file) for said, file in found if said in NOTHING} == set()


def test_done_of_all_has_the_wide_stroke():
    for file, text in templates().items():
        assert not re.search(r"}}\s*/\s*{{", re.sub(r'="[^"]*"', "", text)), file


def test_pages_are_counted_in_one_way():
    for file, text in templates().items():
        assert not re.search(r"第\s?{{ page\.", text) or file == "components/pages.html", file


def test_a_column_of_buttons_has_a_name():
    """It is 办理, and read out where it is not seen; an empty head says nothing."""
    bare = re.compile(r'<th scope="col"[^>]*>(?:<span class="visually-hidden">操作</span>)?</th>')
    assert {file for file, text in templates().items() if bare.search(text)} == set()
