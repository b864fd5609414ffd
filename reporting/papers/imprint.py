"""印发机关: who issues a report, as 版记 says it (domain §7).

It is an organ, never a place: what a committee of a county decides is printed and sent out by its
office; a party group has none of that name and issues by itself.
"""

from __future__ import annotations

import re

from reporting.annual.whole import SEATS, Whole

COMMITTEE = re.compile(rf"(中共.*[{''.join(SEATS)}])委(?:员会)?")


def issued_by(whole: Whole) -> str:
    """中共青川县委办公室; 中共清河市交通运输局党组, as the head of the report calls it."""
    found = COMMITTEE.fullmatch(whole.organization)
    return f"{found[1]}委办公室" if found and whole.is_county else whole.organization
