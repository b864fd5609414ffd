"""Villages and communities, where lives begin and parents stay."""

from cadres.demo.dice import Dice

_VILLAGES = (
    "上坪", "双河", "柏林", "大湾", "白杨", "青石", "新桥", "石门", "龙泉", "东沟", "五里",
    "马家湾", "李家庄", "王家沟", "红旗", "前进", "团结", "桃园", "枣林", "杏花",
)  # fmt: skip


def village(dice: Dice, kind: str) -> str:
    """A village of a town, or a community of a street."""
    return dice.one_of(_VILLAGES) + ("社区" if kind == "street" else "村")
