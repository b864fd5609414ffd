"""Prepared search words of a unit: names, every reading's initials, and the code."""

from functools import lru_cache
from itertools import chain, islice, product

MOST_READINGS = 8


def search_words(name: str, short_name: str, code: str) -> str:
    """`name short code pinyin initials…`, lower case; several initials where readings differ.

    行 is both `xing` and `hang`: a clerk who types either finds the unit.
    """
    from pypinyin.seg.mmseg import seg  # a quarter of a second, for whoever writes names

    words = [name, short_name, code]
    for text in dict.fromkeys((name, short_name)):
        parts = [_readings(part) for part in seg.cut(text)]
        words.append("".join(spelled for spelled, _ in parts))
        letters = chain.from_iterable(initials for _, initials in parts)
        words += ["".join(one) for one in islice(product(*letters), MOST_READINGS)]
    return " ".join(dict.fromkeys(word.lower() for word in words if word))[:400]


@lru_cache(maxsize=20_000)
def _readings(part: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """Pinyin of a phrase, and the initials of each character, the usual reading first.

    Kept: ten thousand units are called by a few hundred phrases, and a look-up is slow.
    """
    from pypinyin import Style, pinyin

    spelled = "".join(syllables[0] for syllables in pinyin(part, style=Style.NORMAL))
    initials = pinyin(part, style=Style.FIRST_LETTER, heteronym=True)
    # The limit on readings drops only the rare ones.
    return spelled, tuple(tuple(dict.fromkeys(options)) for options in initials)
