"""Categories that are too small to be shown are counted together (合并组)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.polls.choices import Category


@dataclass(frozen=True, slots=True)
class Group:
    """Categories that are counted as one; its weight is theirs together."""

    number: int
    categories: tuple[str, ...]
    weight: int
    returned: int

    @property
    def label(self) -> str:
        """“A 领导班子成员” or “A、B 合并组”."""
        if len(self.categories) == 1:
            return f"{self.categories[0]} {Category(self.categories[0]).label}"
        return f"{'、'.join(self.categories)} 合并组"


def groups_of(turnout: Iterable[Mapping[str, Any]], least: int) -> list[Group]:
    """Put the smallest with the next smallest until each has `least` ballots, or one is left.

    A category that nothing came back from is in no group, and its weight is left out.
    """
    parts: list[tuple[int, tuple[str, ...], int]] = [
        (row["returned"], (str(row["category"]),), row["weight"])
        for row in turnout
        if row["returned"]
    ]
    parts.sort()
    while len(parts) > 1 and parts[0][0] < least:
        (few, some, light), (more, others, heavy), *rest = parts
        both = few + more, tuple(sorted((*some, *others))), light + heavy
        parts = sorted([both, *rest])
    parts.sort(key=lambda part: part[1])
    return [
        Group(number, categories, weight, returned)
        for number, (returned, categories, weight) in enumerate(parts, start=1)
    ]
