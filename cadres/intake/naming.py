"""Finding people by what was typed or pasted: a name, or an ID number, a line each."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models import QuerySet

from cadres.identity.number import masked, normalize
from cadres.identity.vault import lookup_hash

ID_NUMBER = re.compile(r"[0-9]{17}[0-9X]")
SHOWN = 20  # characters of a line that a message repeats

Record = TypeVar("Record")


@dataclass
class Found(Generic[Record]):
    """Each record with the index of its line, and a sentence for each line that names nobody."""

    pairs: list[tuple[Record, int]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def records(self) -> list[Record]:
        """The records alone, in the order of the lines."""
        return [record for record, _line in self.pairs]


def find(rows: QuerySet, lines: Sequence[str], *, person: str = "") -> Found:
    """Rows named by the lines; `person` is the path from a row to its person.

    `rows` is scoped by the caller: whoever is out of reach is not found. Two statements.
    """
    found: Found = Found()
    # Two-character names come spaced, by blanks of any width.
    texts = ["".join(line.split()) for line in lines]
    by_hash = _by(rows, f"{person}id_hash", {lookup_hash(t) for t in texts if is_number(t)})
    by_name = _by(rows, f"{person}name", {t for t in texts if not is_number(t)})
    taken: set[int] = set()
    for number, text in enumerate(texts, start=1):
        if not text:
            continue
        hits = by_hash[lookup_hash(text)] if is_number(text) else by_name[text]
        shown = shortened(text)
        if not hits:
            found.faults.append(f"第 {number} 行“{shown}”：在您能办理的范围里没有找到，请核对。")
        elif len(hits) > 1:
            found.faults.append(f"第 {number} 行“{shown}”：有 {len(hits)} 人同名，请改用身份证号。")
        elif hits[0].pk in taken:
            found.faults.append(f"第 {number} 行“{shown}”：前面已有同一个人，请去掉一行。")
        else:
            taken.add(hits[0].pk)
            found.pairs.append((hits[0], number - 1))
    return found


def _by(rows: QuerySet, path: str, wanted: Iterable[str]) -> dict[str, list]:
    """Rows by the value at the path."""
    grouped: dict[str, list] = defaultdict(list)
    *steps, last = path.split("__")
    for row in rows.filter(**{f"{path}__in": list(wanted)}):
        owner = row
        for step in steps:
            owner = getattr(owner, step)
        grouped[getattr(owner, last)].append(row)
    return grouped


def is_number(text: str) -> bool:
    """Whether it is written like an ID number."""
    return ID_NUMBER.fullmatch(normalize(text)) is not None


def shortened(text: str) -> str:
    """What a message repeats: never a whole ID number."""
    return masked(normalize(text)) if is_number(text) else text[:SHOWN]


def pasted_lines(text: str) -> tuple[list[str], list[str]]:
    """Names and marks of two pasted columns: `(names, marks)`, line by line."""
    names, marks = [], []
    for line in text.splitlines():
        # The first mark of separation alone: a mark of “77,5” must be refused, not read as 5.
        parts = re.split(r"[\t,，;；]", line.strip(), maxsplit=1)
        if len(parts) < 2:
            parts = line.strip().rsplit(maxsplit=1)
        names.append(parts[0] if parts else "")
        marks.append(parts[-1].strip() if len(parts) > 1 else "")
    return names, marks
