"""按姓氏笔画排序: the key that puts names in the order of their strokes.

Fewer strokes come first; then stroke by stroke 横 1, 竖 2, 撇 3, 点 4, 折 5; then the next
character. Stroke order follows GB 13000.1 and GF 0023; `data/README.md` says where it is from.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from core.names import surnames
from core.names.text import units

KEY_LENGTH = 400

_DATA = Path(__file__).parent / "data"
_DIGITS = re.compile("[1-5]")
# Lower than any digit, so that 欧 comes before 欧阳, and a single given name before a longer one.
_SINGLE, _LONGER = "-", "."


def stroke_key(name: str) -> str:
    """A key for byte order (collation C), at most KEY_LENGTH ASCII characters; "" of no letters.

    Surname, then "-" (single given name) or ".", then the given name: 王丹 -> 041121-043454.
    """
    parts = units(name)
    taken = surnames.length(parts)
    family, given = "".join(parts[:taken]), "".join(parts[taken:])
    key = "".join(map(_character, family))
    if given:
        key += (_SINGLE if len(given) == 1 else _LONGER) + "".join(map(_character, given))
    return key[:KEY_LENGTH]


@lru_cache(20_000)
def _character(character: str) -> str:
    """Count and strokes; unknown order comes last of its count, an unknown count last of all."""
    order = _orders().get(character)
    if order:
        return f"{len(order):02}{order}"
    return f"{_counts().get(character, 99):02}6{ord(character):06x}"


@cache
def _orders() -> dict[str, str]:
    """Character -> its strokes as digits 1 to 5."""
    orders = {character: order for order, group in _lines("strokes.txt") for character in group}
    for character, components in _lines("components.txt"):
        orders[character] = "".join(
            part if _DIGITS.match(part) else orders[part] for part in components
        )
    return orders


@cache
def _counts() -> dict[str, int]:
    """Character -> how many strokes it has, where their order is not known."""
    return {character: int(count) for count, group in _lines("counts.txt") for character in group}


def _lines(file: str) -> Iterator[tuple[str, str]]:
    """The two words of each line."""
    for line in (_DATA / file).read_text(encoding="utf-8").splitlines():
        first, second = line.split()
        yield first, second
