"""Surnames: the compound ones, and those read otherwise than the same character elsewhere."""

from functools import cache
from pathlib import Path

from core.names.text import units

_DATA = Path(__file__).parent / "data" / "surnames.txt"


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """曾 -> zeng; 万俟 -> mo, qi; a compound surname without peculiar readings -> nothing."""
    words = (line.split() for line in _DATA.read_text(encoding="utf-8").splitlines())
    return {surname: tuple(syllables) for surname, *syllables in words}


def own_readings(family: str) -> tuple[str, ...]:
    """Readings of a one-character surname by rank, or a syllable per character of a longer one."""
    return _known().get(family, ())


def length(parts: list[str]) -> int:
    """How many units of a name its surname takes: two if compound and something follows it."""
    return 2 if len(parts) > 2 and parts[0] + parts[1] in _known() else min(len(parts), 1)


def surname(name: str) -> str:
    """欧阳修远 -> 欧阳, 夏侯 -> 夏 (a surname has a given name), "John Smith" -> John, "" -> ""."""
    parts = units(name)
    return "".join(parts[: length(parts)])
