"""Who stands where among the family on the form (domain §2.3)."""

import pytest

from cadres.formats.approval_form import Relative
from cadres.papers.family_order import in_order


def ordered(*relations: str) -> list[str]:
    return [one.relation for one in in_order(Relative(relation=each) for each in relations)]


def test_the_order_of_the_form():
    put_down = ("弟弟", "婆婆", "公公", "继母", "继父", "母亲", "父亲", "儿子", "丈夫")
    assert ordered(*put_down) == [
        *("丈夫", "儿子", "父亲", "母亲", "继父", "继母", "婆婆", "公公", "弟弟")
    ]


def test_children_come_from_the_oldest():
    family = [
        Relative(relation="母亲", name="某", birth="195501"),
        Relative(relation="次女", name="小", birth="202003"),
        Relative(relation="儿子", name="中", birth="2016.11"),
        Relative(relation="长女", name="大", birth="201209"),
    ]
    assert [one.name for one in in_order(family)] == ["大", "中", "小", "某"]
    unknown = [*family, Relative(relation="养女", name="何时")]
    assert [one.name for one in in_order(unknown)] == ["小", "中", "大", "何时", "某"]


@pytest.mark.parametrize(
    "relation", ["侄女", "孙子", "外孙女", "女婿", "妻弟", "祖父", "岳祖父", ""]
)
def test_others_come_last_in_their_order(relation):
    assert ordered(relation, "表兄", "父亲") == ["父亲", relation, "表兄"]
