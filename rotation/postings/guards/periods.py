"""Orders of one call against each other: a main post at a time, a channel at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from rotation.postings.known import Known
from rotation.postings.orders import Order


def meeting(orders: Sequence[Order], known: Known) -> Iterator[tuple[str, str]]:
    """Where two orders about one person cannot both be."""
    groups: dict[tuple[int, bool], list[Order]] = defaultdict(list)
    for order in orders:
        if order.is_away or order.is_main:
            groups[order.cadre, order.is_away].append(order)
    for (cadre, is_away), some in groups.items():
        what = "渠道" if is_away else "主职务"
        for one, other in pairwise(sorted(some, key=lambda order: order.since)):
            if (one.ended_on or date.max) > other.since:
                yield (
                    "",
                    (
                        f"“{known.people[cadre]}”的“{one.title}”到 {one.ended_on or '现在'}，与 "
                        f"{other.since} 起的“{other.title}”重叠，同一时期只能有一个{what}，"
                        "请改日期。"
                    ),
                )
