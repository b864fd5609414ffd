"""How many were expected, got a slip and have voted, by category: all that is known before a count.

Of codes it is the number of bits that are set, of paper what two people agree on; once a poll is
counted, what was sealed.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from assessments.polls.choices import VotingMode
from assessments.polls.models import Electorate, Poll, Urn
from assessments.polls.paper import agreed, standing


@dataclass(frozen=True, slots=True)
class Turnout:
    """One category; `returned` of paper is 0 until it is agreed, `counted_by` who counted it."""

    category: str
    label: str
    mode: str
    weight: int
    expected: int
    issued: int
    returned: int
    counted_by: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As it is sealed."""
        return asdict(self) | {"counted_by": list(self.counted_by)}


def turnout_of(poll: Poll) -> list[Turnout]:
    """Every category of a poll, in order."""
    if poll.result:
        rows = poll.result["turnout"]
        return [Turnout(**row | {"counted_by": tuple(row["counted_by"])}) for row in rows]
    used = {
        urn.pk: int.from_bytes(bytes(urn.used), "big").bit_count()
        for urn in Urn.objects.filter(electorate__poll=poll)
    }
    return [_of(one, used.get(one.pk, 0)) for one in poll.electorates.order_by("category")]


def _of(electorate: Electorate, returned: int) -> Turnout:
    counters: tuple[str, ...] = ()
    if electorate.mode == VotingMode.PAPER:
        found = standing(electorate)
        counters = tuple(map(str, found.counters))
        if found.is_agreed:
            returned = next(iter(agreed(electorate).values()))["returned"]
    return Turnout(
        category=str(electorate.category),
        label=str(electorate.get_category_display()),
        mode=str(electorate.mode),
        weight=electorate.weight,
        expected=electorate.expected,
        issued=electorate.issued,
        returned=returned,
        counted_by=counters,
    )
