"""The shape of what is kept, as a text: another release may tell the same by other fields.

What was pickled without names would be read into the wrong fields; a key with the shape in it is
not found instead.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any, get_args, get_type_hints


@lru_cache(maxsize=16)
def shape(kind: type) -> str:
    """A digest of the fields of a dataclass, and of those that they are made of."""
    known: dict[str, str] = {}
    _tell(kind, known)
    return sha256(repr(sorted(known.items())).encode()).hexdigest()


def _tell(kind: Any, known: dict[str, str]) -> None:
    for part in get_args(kind):
        _tell(part, known)
    if not is_dataclass(kind) or _name(kind) in known:
        return
    hints = get_type_hints(kind)
    told = [(field.name, hints[field.name]) for field in fields(kind)]
    known[_name(kind)] = repr(told)
    for _, hint in told:
        _tell(hint, known)


def _name(kind: Any) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"
