"""Membership of the reserve pools: some of the best on the roster (clauses 2.2 and 2.4)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from cadres.choices import ExitGround, Pool
from cadres.demo.dice import Dice
from cadres.demo.lives import Life
from cadres.demo.months import TODAY
from cadres.demo.seats import COUNTY_DEPUTY, SECTION_PRINCIPAL
from cadres.demo.stays import INTO_THE_POOL, Stay

SHARES = {SECTION_PRINCIPAL: 0.4, COUNTY_DEPUTY: 0.6}
ENDED = 0.1  # of those who are in a pool no more
NEW = timedelta(days=120)


class Reserve(NamedTuple):
    """In a pool, half-open in days."""

    pool: int
    since: date
    until: date | None
    document: str


def reserves(dice: Dice, life: Life, stays: Sequence[Stay]) -> list[Reserve]:
    """Section principals are in reserve for 副县级, deputies at county level for 正县级."""
    if not stays:
        return []
    stay = stays[-1]
    pool = Pool.PRINCIPAL if life.seat.step <= COUNTY_DEPUTY else Pool.DEPUTY
    if stay.ground == ExitGround.PROMOTED and stay.exit_note == INTO_THE_POOL:
        return [_reserve(pool, stay.left_on)]
    old = stay.left_on is None and TODAY - stay.entered_on > NEW
    if not old or not dice.happens(SHARES.get(life.seat.step, 0)):
        return []
    since = stay.entered_on + timedelta(days=dice.between(90, (TODAY - stay.entered_on).days - 20))
    ended = dice.happens(ENDED) and TODAY - since > NEW
    return [_reserve(pool, since, TODAY - timedelta(days=30) if ended else None)]


def _reserve(pool: Pool, since: date, until: date | None = None) -> Reserve:
    return Reserve(pool, since, until, f"清组函〔{since.year}〕{since.month + 2}号")
