"""Whom a word for a relative means (GB/T 4761, domain §2.3), and the order of the form."""

from typing import Final

from django.db.models import Case, PositiveSmallIntegerField, Value, When

FATHERS: Final = ("父亲", "继父", "养父")
MOTHERS: Final = ("母亲", "继母", "养母")
SPOUSES: Final = ("妻子", "丈夫")
CHILDREN: Final = (
    *("儿子", "女儿", "长子", "次子", "三子", "四子", "五子", "养子", "继子"),
    *("长女", "次女", "三女", "四女", "五女", "养女", "继女", "其他女儿"),
)
IN_LAWS: Final = ("岳父", "岳母", "公公", "婆婆")
OTHER_WORDS: Final = {
    "爸爸": "父亲",
    "父": "父亲",
    "妈妈": "母亲",
    "母": "母亲",
    "妻": "妻子",
    "夫": "丈夫",
    "儿": "儿子",
    "子": "儿子",
    "女": "女儿",
    "哥": "哥哥",
    "弟": "弟弟",
    "姐": "姐姐",
    "妹": "妹妹",
    "岳父亲": "岳父",
    "岳母亲": "岳母",
}
# 配偶 → 子女 → 父 → 母 → 继父 → 继母 → 岳父母、公婆 → 其他.
ORDER: Final = (
    *(SPOUSES, CHILDREN, ("父亲",), ("母亲",)),
    *(("继父", "养父"), ("继母", "养母"), IN_LAWS),
)
PLACE: Final = Case(
    *(When(relation__in=words, then=Value(place)) for place, words in enumerate(ORDER)),
    default=Value(len(ORDER)),
    output_field=PositiveSmallIntegerField(),
)
