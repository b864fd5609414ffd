"""Seats of a position: how many main posts it has at once, and the reason for more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from rotation.positions.models import Position
from rotation.postings.known import Known
from rotation.postings.models import Posting
from rotation.postings.orders import Order

Period = tuple[date, date | None]


def most_at_once(period: Period, others: Iterable[Period]) -> int:
    """The most of `others` on any one day of a half-open period."""
    since, until = period
    meeting = [
        (begin, end)
        for begin, end in others
        if (end is None or end > since) and (until is None or begin < until)
    ]
    days = {since, *(begin for begin, _ in meeting if begin > since)}
    return max(
        sum(begin <= day and (end is None or day < end) for begin, end in meeting) for day in days
    )


def over_quota(
    order: Order, known: Known, position: Position, but: Posting | None
) -> Iterator[tuple[str, str]]:
    """A seat more than the position has needs a reason."""
    if not _is_seat(order) or order.over_quota_reason.strip():
        return
    others: Counter[Period] = Counter()
    own = known.main(order.cadre)
    for one in known.holders[position.pk]:
        if but is not None and one.pk == but.pk:
            continue
        # His own post before this one ends on the day that this one begins.
        is_left = own is not None and one.pk == own.pk and order.ended_on is None and but is None
        others[(one.since, order.since if is_left else one.ended_on)] += 1
    for other in known.orders:
        if other is not order and other.position == position.pk and _is_seat(other):
            others[(other.since, other.ended_on)] += 1
    has = most_at_once((order.since, order.ended_on), list(others.elements()))
    if has >= position.quota:
        yield (
            "over_quota_reason",
            (
                f"职位“{position}”有 {position.quota} 个职数，同一时期已有 {has} 人任职，"
                "超职数配备请写明理由，或另选职位。"
            ),
        )


def _is_seat(order: Order) -> bool:
    """Main posts take seats; posts beside them, and people from elsewhere, do not."""
    return order.is_main and not order.is_away
