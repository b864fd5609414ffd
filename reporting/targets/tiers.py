"""The four targets of use (clauses 2.1–2.4) by the level of a post (domain §6.9).

    1  一级（副科）  乡科级副职   乡镇、县直副职，市直中层副职
    2  二级（正科）  乡科级正职   乡镇、县直正职，市直中层正职
    3  三级（副县）  县处级副职
    4  四级（正县）  县处级正职

The reserve pools, by which targets 2 and 4 are reached too, are no posts: they are counted apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cadres.choices import Tier

LEVEL_OF: Final[Mapping[Tier, str]] = {
    Tier.FIRST: "1A42",
    Tier.SECOND: "1A41",
    Tier.THIRD: "1A32",
    Tier.FOURTH: "1A31",
}
_TIERS: Final = {level: tier for tier, level in LEVEL_OF.items()}


def tier_of_level(level: str) -> Tier | None:
    """Which target a post of this level (ZB09) reaches; None for one below or beyond them all."""
    return _TIERS.get(level)
