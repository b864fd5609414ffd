"""What the counted polls of a year say of somebody, beside his sheet, for whom it is told to."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.polls.models import PollResult
from assessments.polls.shares import Share, shares_of
from assessments.rounds.models import Assessment
from core.scoping import Viewer


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
        shares=shares_of(row),
        weighted="" if row.weighted is None or not row.is_shown else f"{row.weighted}%",
        counts="弃权计入分母" if abstain else "弃权不计入分母",
    )
