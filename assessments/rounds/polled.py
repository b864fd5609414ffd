"""What the counted polls of a year say of somebody, beside his sheet, for whom it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assessments.polls.models import PollResult
from assessments.rounds.models import Assessment
from core.scoping import Viewer

MARKS = (
    ("excellent", "优秀"),
    ("competent", "称职"),
    ("basic", "基本称职"),
    ("incompetent", "不称职"),
    ("abstained", "弃权"),
)
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Share:
    """One mark: how many gave it, and their part of the denominator ("" where it has none)."""

    label: str
    number: int
    percent: str


@dataclass(frozen=True, slots=True)
class Polled:
    """One poll about him: its total, marks with their rates, and what the denominator is."""

    poll: int
    title: str
    returned: int
    valid: int
    is_shown: bool
    shares: tuple[Share, ...]
    weighted: str
    counts: str


def polled(sheet: Assessment, viewer: Viewer) -> list[Polled]:
    """Counted polls of the sheet's year that the viewer is told of. One statement."""
    rows = PollResult.objects.visible_to(viewer).counted()
    rows = rows.filter(cadre=sheet.cadre_id, poll__year=sheet.year).select_related("poll")
    return [_told(row) for row in rows.order_by("poll__counted_on", "pk")]


def _told(row: PollResult) -> Polled:
    abstain = row.poll.abstain_counts
    return Polled(
        poll=row.poll_id,
        title=row.poll.title,
        returned=row.returned,
        valid=row.valid,
        is_shown=row.is_shown,
        shares=tuple(_shares(row, abstain=abstain)) if row.is_shown else (),
        weighted="" if row.weighted is None or not row.is_shown else f"{row.weighted}%",
        counts="弃权计入分母" if abstain else "弃权不计入分母",
    )


def _shares(row: PollResult, *, abstain: bool) -> Iterator[Share]:
    for name, label in MARKS:
        number = getattr(row, name)
        part = "" if name == "abstained" and not abstain else _rate(number, row.counted)
        yield Share(label, number, part)


def _rate(number: int, whole: int) -> str:
    """Half up, two decimals."""
    if not whole:
        return ""
    exact = Decimal(number * 100) / Decimal(whole)
    return f"{exact.quantize(CENT, ROUND_HALF_UP)}%"
