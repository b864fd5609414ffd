"""Names for invented towns and villages."""

from itertools import product
from random import Random

from core.demo.counties import COUNTIES

_COLOURS = "青白黄红金银玉石云霞雪月星泉溪"
_LIVING = "松柏竹梅兰桃杏柳杨桐枫荷龙凤鹤鹿马牛羊"
_PLACES = "东西南北上下大小新永安福长广"
_SECOND = "山岭岗坡坪坝川河溪湾塘湖泉井桥渡口沟洼台岩林园堡寨集店庄"
_FAMILIES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡"
_HOMES = ("家湾", "家沟", "家庄", "家坪", "家堡", "家店")

_NATURAL = tuple(
    first + second
    for first, second in product(_COLOURS + _LIVING + _PLACES, _SECOND)
    if first != second
)
_VILLAGES = _NATURAL + tuple(family + home for family, home in product(_FAMILIES, _HOMES))
_TAKEN = frozenset(
    name for county in COUNTIES for name in (*county.streets, *county.towns, *county.townships)
) | {county.name[:-1] for county in COUNTIES}


def town_names(random: Random) -> list[str]:
    """Some 1,300 bare town names, shuffled, none of them used by a named town or county."""
    free = [name for name in _NATURAL if name not in _TAKEN]
    random.shuffle(free)
    return free


def village_names(random: Random, count: int) -> list[str]:
    """That many different village names for one town."""
    return random.sample(_VILLAGES, count)
