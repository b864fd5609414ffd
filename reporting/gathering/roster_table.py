"""附表 1: the roster as it is on the day (domain §9.2)."""

from __future__ import annotations

from functools import cache

from cadres.choices import DEGREE, EDUCATION, NATION, RANK, Gender, Tier
from cadres.exchange.schools import school_text
from core.codes.vocabulary import vocabulary
from core.months import dotted
from reporting.gathering.content import Row
from reporting.gathering.crowd import Crowd, Stay
from reporting.gathering.ledger import Ledger


def enter(ledger: Ledger, crowd: Crowd) -> None:
    """A row of everybody on the roster on the day. No statement."""
    for cadre, stay in crowd.here.items():
        ledger.tell("roster", cadre, Row(cadre, _cells(stay), f"entry:{stay.pk}"))


def _cells(stay: Stay) -> tuple[str, ...]:
    return (
        stay.name,
        _gender(stay.gender),
        vocabulary(NATION).get(stay.nation, stay.nation),
        dotted(stay.birth),
        stay.native_place,
        dotted(stay.party_join) if stay.party_join else "",
        _education(stay.fulltime_education, stay.fulltime_degree),
        school_text(stay.fulltime_school, stay.fulltime_major),
        stay.title,
        vocabulary(RANK).get(stay.rank, stay.rank),
        dotted(stay.post_since) if stay.post_since else "",
        dotted(stay.entered_on),
        _tier(stay.tier),
    )


@cache
def _gender(code: str) -> str:
    return str(Gender(code).label) if code else ""


@cache
def _tier(tier: int | None) -> str:
    return str(Tier(tier).label) if tier else ""


@cache
def _education(education: str, degree: str) -> str:
    said = (vocabulary(EDUCATION).get(education, ""), vocabulary(DEGREE).get(degree, ""))
    return " ".join(one for one in said if one)
