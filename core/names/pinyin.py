"""Prefix search of people: the tokens of a name, the words of a search box, and their literals."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import zip_longest

from core.names.readings import of_units
from core.names.surnames import surname
from core.names.text import APOSTROPHES, HAN, INTERPUNCTS, searchable, units

__all__ = ["full_pinyin", "query_words", "search_tokens", "surname", "tsquery", "tsvector"]

MOST_TOKENS = 40
MOST_WORDS = 5
WORD_LENGTH = 40
# No box needs more; the cut keeps a pasted book from being read to its end.
_TEXT_LENGTH = 1000
# How many ways of reading one tail of a name are kept.
_MOST_WAYS = 8

_PARTING = re.compile(rf"[\s{INTERPUNCTS}]+|(?<=[{HAN}])[.。](?=[{HAN}])")
_UNSENDABLE = re.compile("[\0\ud800-\udfff]")


def search_tokens(name: str, *extra: str) -> tuple[str, ...]:
    """At most 40 lower-case tokens of a name and its tails, then `extra` (codes) in lower case.

    李明朗 -> 李明朗 明朗 朗, liminglang minglang lang, lml ml; a single initial would only repeat
    the beginning of its syllable. Surnames have their own reading and the common one (曾: zeng,
    ceng). Tokens are cut to 40 characters, as search words are.
    """
    parts = units(searchable(name[:_TEXT_LENGTH]))[:MOST_TOKENS]
    syllables = of_units(parts)
    written = ["".join(parts[start:]) for start in range(len(parts))]
    read = _tails(syllables)
    initials = _tails([_initials(options) for options in syllables])[:-1]
    ways = zip_longest(*read, *initials, fillvalue="")
    tokens = dict.fromkeys(written)
    # The usual reading of every tail first: the cut takes the rarest.
    for way in ways:
        tokens.update(dict.fromkeys(way))
    tokens.pop("", None)
    codes = [searchable(code) for code in extra]
    chosen = dict.fromkeys(token[:WORD_LENGTH] for token in (*list(tokens)[:MOST_TOKENS], *codes))
    chosen.pop("", None)
    return tuple(chosen)


def full_pinyin(name: str) -> str:
    """单长明 -> "shan chang ming": the usual reading; blanks let all of 李 come before 连."""
    return " ".join(options[0] for options in of_units(units(searchable(name))) if options[0])


def query_words(text: str) -> list[str]:
    """What a search box asks for: at most 5 words of 40 characters, in the form tokens have.

    Blanks and interpuncts part words; lü is typed lv; xi'an is xian; full width is half width.
    """
    text = searchable(text[:_TEXT_LENGTH]).translate(dict.fromkeys(map(ord, APOSTROPHES)))
    return [word[:WORD_LENGTH] for word in _PARTING.split(text) if word][:MOST_WORDS]


def tsvector(tokens: Iterable[str]) -> str:
    """A PostgreSQL tsvector literal without positions, whatever the tokens hold."""
    return " ".join(filter(None, map(_quoted, tokens)))


def tsquery(words: Iterable[str]) -> str:
    """A PostgreSQL tsquery literal: each word begins some token; no word finds nobody."""
    return " & ".join(f"{quoted}:*" for quoted in map(_quoted, words) if quoted)


def _quoted(lexeme: str) -> str:
    """A quoted lexeme, or "" of nothing: PostgreSQL takes neither empty lexemes nor NUL."""
    lexeme = _UNSENDABLE.sub("", lexeme)[:WORD_LENGTH]
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'" if lexeme else ""


@lru_cache(20_000)
def _initials(options: tuple[str, ...]) -> tuple[str, ...]:
    """shan, dan, chan -> s, d, c."""
    return tuple(dict.fromkeys(option[:1] for option in options))


def _tails(syllables: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """For each start, the ways to read from there to the end; the usual one first."""
    ways = [""]
    tails = []
    for options in reversed(syllables):
        ways = [option + way for way in ways for option in options][:_MOST_WAYS]
        tails.append(ways)
    return tails[::-1]
