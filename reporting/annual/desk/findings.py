"""The checks before filing as the page lists them: what holds it up, what asks for a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.annual.cells import anchor_of
from reporting.annual.checks import EXPLAINABLE, Check
from reporting.annual.checks.check import NOT_TOLD
from reporting.annual.desk.stops import is_settled, place_of
from reporting.annual.desk.typed import Typed

WORDS = {"red": "要改好", "yellow": "请办理或说明", "green": "一致"}
REFRESHED = ("records:", "people:")  # what reading the records anew mends


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

    @property
    def is_refresh(self) -> bool:
        """Whether a refresh mends it."""
        return self.check.key.startswith(REFRESHED)

    @property
    def may_explain(self) -> bool:
        """Whether it may stay as it is, with a reason."""
        return self.check.light == "yellow" and self.check.key.startswith(EXPLAINABLE)


@dataclass(frozen=True, slots=True)
class Findings:
    """All of them by how they stand."""

    red: Sequence[Finding]
    yellow: Sequence[Finding]  # neither mended nor explained
    explained: Sequence[Finding]
    green: Sequence[Finding]

    @property
    def stale(self) -> Sequence[Finding]:
        """The red ones that one refresh mends, told as one where there are several."""
        found = [one for one in self.red if one.is_refresh]
        return found if len(found) > 1 else []

    @property
    def to_mend(self) -> Sequence[Finding]:
        """The red ones that are mended one by one."""
        return [one for one in self.red if one not in self.stale]

    @property
    def mending(self) -> int:
        """How many things there are to mend: what one refresh mends is one."""
        return len(self.to_mend) + bool(self.stale)

    @property
    def blocking(self) -> int:
        """How many things keep the report from being filed, as many as the page lists."""
        return self.mending + len(self.yellow)


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
    place, label = f"check-{check.key}", check.label or "去办理"
    if check.key.startswith("records:"):
        label = "去看记录"
    url = check.url or f"#{_anchor(check.cell)}"
    if check.key.startswith(REFRESHED) and url.endswith("#refresh"):
        url = ""
    return Finding(
        check,
        place,
        WORDS[check.light],
        url if check.sentence != NOT_TOLD else "",
        label,
        typed.shown(place, f"explain-{check.key}", check.explained),
        typed.refused.get(place, ""),
    )


def _anchor(cell: str) -> str:
    """Where on the page: the row of an opinion, else its panel."""
    kind = cell.partition(":")[0]
    return anchor_of(cell) if kind in ("opinion", "table") else place_of(cell)
