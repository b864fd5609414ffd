"""Prepared search words of a unit: names, every reading's initials, and the code."""

from itertools import islice, product

from pypinyin import Style, pinyin

MOST_READINGS = 8


def search_words(name: str, short_name: str, code: str) -> str:
    """`name short code pinyin initials…`, lower case; several initials where readings differ.

    行 is both `xing` and `hang`: a clerk who types either finds the unit.
    """
    words = [name, short_name, code]
    for text in dict.fromkeys((name, short_name)):
        words.append("".join(s[0] for s in pinyin(text, style=Style.NORMAL)))
        readings = pinyin(text, style=Style.FIRST_LETTER, heteronym=True)
        # dict.fromkeys keeps the usual reading first: the limit drops only the rare ones.
        letters = [list(dict.fromkeys(options)) for options in readings]
        words += ["".join(one) for one in islice(product(*letters), MOST_READINGS)]
    return " ".join(dict.fromkeys(word.lower() for word in words if word))[:400]
