"""How a character is read in a name: syllables without tones, the usual one first."""

from functools import cache, lru_cache
from pathlib import Path

from core.names import surnames
from core.names.text import is_han

_POLYPHONES = Path(__file__).parent / "data" / "readings.txt"
# More than all the characters that people are named with.
_CACHED = 20_000


def of_units(parts: list[str]) -> list[tuple[str, ...]]:
    """The readings of each unit of a name in its place."""
    taken = surnames.length(parts)
    given = [readings(unit) for unit in parts[taken:]]
    if taken < 2:
        return [_as_surname(unit) for unit in parts[:taken]] + given
    own = surnames.own_readings(parts[0] + parts[1])
    return [_own_first(own[at : at + 1], parts[at]) for at in range(taken)] + given


@lru_cache(_CACHED)
def readings(unit: str) -> tuple[str, ...]:
    """长 -> chang, zhang; 吕 -> lv, lu; letters read as they are; unknown characters as ""."""
    if len(unit) > 1 or not is_han(unit):
        return (unit,)
    known = _polyphones().get(unit)
    if not known:
        known = _usual(unit)
    return _with_u(known or ("",))


def _usual(unit: str) -> tuple[str, ...]:
    """pypinyin lists whatever a dictionary ever gave (月 as rú); its first is today's."""
    from pypinyin import Style, pinyin  # a quarter of a second, for whoever writes names

    return tuple(syllable for [syllable] in pinyin(unit, Style.NORMAL, errors="ignore"))


@lru_cache(_CACHED)
def _as_surname(unit: str) -> tuple[str, ...]:
    """曾 -> zeng, ceng: the surname's reading first, then what people take it for."""
    return _own_first(surnames.own_readings(unit), unit)


def _own_first(own: tuple[str, ...], unit: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_with_u(own) + readings(unit)))


def _with_u(syllables: tuple[str, ...]) -> tuple[str, ...]:
    """After each lv (lü as keyboards have it) comes lu, as those type it who do not know that."""
    return tuple(
        dict.fromkeys(
            spelling
            for syllable in syllables
            for spelling in (syllable, syllable.replace("v", "u"))
        )
    )


@cache
def _polyphones() -> dict[str, tuple[str, ...]]:
    """Characters with several readings today, and those whose first in pypinyin is not today's."""
    lines = _POLYPHONES.read_text(encoding="utf-8").splitlines()
    return {line[0]: tuple(line.split()[1:]) for line in lines}
