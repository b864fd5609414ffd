"""Where somebody on the roster stood in turn: the stages of a stay."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from cadres.choices import Direction, EntryMode, HeldBy, RosterStatus, Tier
from cadres.demo.dice import Dice
from cadres.demo.education import field_of
from cadres.demo.lives import Life
from cadres.demo.months import TODAY
from cadres.demo.schools import Field
from cadres.demo.seats import CLERK, SECTION_DEPUTY, SECTION_PRINCIPAL

TIERS = {CLERK: Tier.FIRST, SECTION_DEPUTY: Tier.SECOND, SECTION_PRINCIPAL: Tier.THIRD}
DIRECTIONS = {
    Field.ECONOMY: Direction.ECONOMY,
    Field.LAW: Direction.LAW,
    Field.LETTERS: Direction.CULTURE,
    Field.TEACHING: Direction.CULTURE,
    Field.ENGINEERING: Direction.CITY_BUILDING,
    Field.AGRICULTURE: Direction.RURAL,
    Field.MEDICINE: Direction.HEALTH,
}


class Stage(NamedTuple):
    """One standing, half-open in days."""

    since: date
    until: date | None
    status: str
    held_by: str
    tier: int | None
    direction: str
    note: str = ""


def stages(
    dice: Dice, life: Life, mode: EntryMode, entered: date, left: date | None
) -> Iterator[Stage]:
    """One to three standings, each different from the one before, the last one as of the end."""
    span = ((left or TODAY) - entered).days
    number = dice.weighted(((1, 0.62), (2, 0.27), (3, 0.11))) if span > 90 else 1
    # Thirds of the stay, so that two changes never meet.
    days = [entered]
    days += [
        entered + timedelta(days=span * n // number + dice.between(1, span // 4))
        for n in range(1, number)
    ]
    standings = [_last(dice, life, mode, entered, left)]
    while len(standings) < number:
        standings.insert(0, _before(dice, standings[0]))
    notes = ["", *map(_difference, standings, standings[1:])]
    for n, (since, standing, note) in enumerate(zip(days, standings, notes, strict=True)):
        until = days[n + 1] if n + 1 < number else left
        yield standing._replace(since=since, until=until, note=note)


def _last(dice: Dice, life: Life, mode: EntryMode, entered: date, left: date | None) -> Stage:
    held_by = HeldBy.COUNTY if life.office.county and dice.happens(0.8) else HeldBy.CITY
    if mode in (EntryMode.PROVINCE, EntryMode.CITY):
        held_by = HeldBy(mode)
    tier = TIERS.get(life.seat.step, Tier.FOURTH)
    direction = DIRECTIONS.get(field_of(life.office.name), Direction.GENERAL)
    if life.office.name.startswith("中共"):
        direction = Direction.PARTY
    elif life.office.kind == "enterprise":
        direction = Direction.ENTERPRISE
    status = RosterStatus.CULTIVATED
    if left is None:
        status = dice.weighted(
            (
                (RosterStatus.CONSIDERED, 0.07),
                (RosterStatus.PAUSED, 0.025),
                (RosterStatus.CULTIVATED, 0.905),
            )
        )
    return Stage(entered, None, status, held_by, tier, direction)


def _before(dice: Dice, later: Stage) -> Stage:
    """The standing before: a lower tier, another direction, or not yet considered."""
    if later.status != RosterStatus.CULTIVATED:
        return later._replace(status=RosterStatus.CULTIVATED)
    if later.tier and later.tier > 1 and dice.happens(0.5):
        return later._replace(tier=later.tier - 1)
    other = Direction.GENERAL if later.direction != Direction.GENERAL else Direction.RURAL
    return later._replace(direction=other)


def _difference(before: Stage, after: Stage) -> str:
    """What changed, in words."""
    if before.status != after.status:
        return RosterStatus(after.status).label
    if before.tier != after.tier:
        return f"使用层级由{Tier(before.tier).label}调整为{Tier(after.tier).label}"
    return f"培养方向调整为{Direction(after.direction).label}"
