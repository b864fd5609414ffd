"""The bundled code tables as plain mappings, for choices and checks, without a statement."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from core.codes.datafile import read


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, str]]:
    tables: dict[str, dict[str, str]] = {}
    for meaning in read().meanings:
        tables.setdefault(meaning.table, {})[meaning.code] = meaning.name
    return {key: MappingProxyType(codes) for key, codes in tables.items()}


def vocabulary(table: str) -> Mapping[str, str]:
    """Code to name of one table, in the table's order; KeyError when there is none."""
    return _tables()[table]


def choices_of(table: str) -> list[tuple[str, str]]:
    """The same as a form or a model field wants it."""
    return list(vocabulary(table).items())
