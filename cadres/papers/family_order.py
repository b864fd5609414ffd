"""The family in the order in which the form has it, however it was put down (domain §2.3).

Spouse, children from the oldest, father, mother, stepfather, stepmother, the spouse's parents,
others. Who is alike stays in the order of the file, and so do children without a month of birth.
"""

import re
from collections.abc import Iterable

from cadres.formats.approval_form import Relative
from cadres.papers.wording import month, plain

ORDER = tuple(
    re.compile(words)
    for words in (
        "丈夫|妻子|配偶|爱人|夫|妻",
        "[长大次二三四五小独养继]*(?:儿子|女儿|子|女)|独生子|独生女|其他女儿",
        "父亲?|养父",
        "母亲?|养母",
        "继父",
        "继母",
        "岳父|岳母|公公|婆婆",
    )
)
CHILDREN = 1


def in_order(family: Iterable[Relative]) -> list[Relative]:
    """The same people; 称谓 that nobody knows come last."""
    members = sorted(family, key=_rank)
    children = [one for one in members if _rank(one) == CHILDREN]
    if all(month(one.birth) for one in children):
        first = next((at for at, one in enumerate(members) if _rank(one) == CHILDREN), 0)
        members[first : first + len(children)] = sorted(children, key=lambda one: month(one.birth))
    return members


def _rank(one: Relative) -> int:
    relation = plain(one.relation)
    return next((at for at, words in enumerate(ORDER) if words.fullmatch(relation)), len(ORDER))
