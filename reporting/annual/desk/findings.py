"""The checks before filing as the page lists them: what holds it up, what asks for a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.annual.cells import anchor_of
from reporting.annual.checks import Check
from reporting.annual.desk.stops import TABLES, is_settled, place_of
from reporting.annual.forms import Typed

WORDS = {"red": "要改好", "yellow": "请说明", "green": "一致"}


@dataclass(frozen=True, slots=True)
class Finding:
    """A check with the way to mend it, and what is said about it."""

    check: Check
    place: str  # check-talks:2026Q4
    words: str
    url: str
    label: str
    explained: str
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All of them by how they stand."""

    red: Sequence[Finding]
    yellow: Sequence[Finding]  # not explained
    explained: Sequence[Finding]
    green: Sequence[Finding]


def findings(checks: Sequence[Check], typed: Typed) -> Findings:
    """The checks in their order."""
    all_of = [_finding(one, typed) for one in checks]
    return Findings(
        [one for one in all_of if one.check.light == "red"],
        [one for one in all_of if one.check.light == "yellow" and not is_settled(one.check)],
        [one for one in all_of if one.check.light == "yellow" and is_settled(one.check)],
        [one for one in all_of if one.check.light == "green"],
    )


def _finding(check: Check, typed: Typed) -> Finding:
    place = f"check-{check.key}"
    return Finding(
        check,
        place,
        WORDS[check.light],
        check.url or f"#{_anchor(check.cell)}",
        check.label or "去修改",
        typed.shown(place, f"explain-{check.key}", check.explained),
        typed.refused.get(place, ""),
    )


def _anchor(cell: str) -> str:
    """Where on the page: the row of an opinion, else its panel."""
    kind = cell.partition(":")[0]
    if kind in ("opinion", "table"):
        return anchor_of(cell)
    return place_of(cell) if cell else TABLES
