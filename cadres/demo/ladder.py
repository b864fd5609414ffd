"""How far somebody has climbed: position levels (ZB09) and ranks (职级) with their months."""

from typing import NamedTuple

from cadres.demo.dice import Dice
from cadres.demo.months import NOW, Month, month
from cadres.demo.seats import CLERK, LADDER

# Months that a step must have lasted before the next, by step: 科员, 乡科副, 乡科正, 县处副 …
LEAST = {6: 36, 5: 24, 4: 36, 3: 36, 2: 48, 1: 48}
PROBATION = 12  # 试用期 of a civil servant
ON_PROBATION = "1A98"

RANKS_BEGIN = month(2019, 6)  # posts and ranks run side by side since then
LOWEST_RANK = ("R01", "R02", "R04", "R06", "R08", "R10")  # by step, domain §3.4
BETTER_RANK = {2: ("R03", 36), 3: ("R05", 24), 4: ("R07", 24), 5: ("R09", 24)}
CLERK_RANKS = ("R12", "R11", "R10", "R09", "R08", "R07")
TWO_YEARS = 24


class Reached(NamedTuple):
    """A code that holds from a month on."""

    code: str
    since: Month


def least_months(step: int) -> int:
    """How long one must have worked to stand on a step since this month."""
    return sum(months for below, months in LEAST.items() if below > step)


def climb(dice: Dice, step: int, work_start: Month) -> list[Month]:
    """When each step was reached, from 科员 up to `step`: as many months as there are steps.

    The work must have begun at least `least_months(step)` before now.
    """
    spare = NOW - work_start - least_months(step)
    shares = [dice.random() for _ in range(CLERK - step + 1)]
    shares[-1] += 0.2
    per_share = spare / sum(shares)
    since, reached = work_start, [work_start]
    for below, share in zip(range(CLERK, step, -1), shares, strict=False):
        since += LEAST[below] + int(share * per_share)
        reached.append(since)
    return reached


def levels(steps: list[Month], *, probation: bool) -> list[Reached]:
    """Steps as levels; a new civil servant is on probation for a year."""
    reached = [Reached(LADDER[CLERK - n], since) for n, since in enumerate(steps)]
    if probation:
        hired = steps[0]
        if NOW - hired < PROBATION:
            return [Reached(ON_PROBATION, hired)]
        reached[0] = Reached(LADDER[CLERK], hired + PROBATION)
        reached.insert(0, Reached(ON_PROBATION, hired))
    return reached


def ranks(dice: Dice, steps: list[Month], *, graduate: bool, high: bool) -> list[Reached]:
    """Ranks held so far, never before 2019.06 when they began nor during probation.

    A new 大学 graduate (`high`) begins as 一级科员, a `graduate` as 四级主任科员 (domain §3.4).
    """
    hired = steps[0] + PROBATION
    at = 2 if graduate else 1 if high else 0
    held = [Reached(CLERK_RANKS[at], hired)]
    clerk_until = steps[1] if len(steps) > 1 else NOW + 1
    while at + 1 < len(CLERK_RANKS):
        at += 1
        since = held[-1].since + TWO_YEARS + dice.between(0, 30)
        # Below a leading post nobody holds more than its lowest rank.
        if since >= clerk_until or (len(steps) > 1 and at > 1) or dice.happens(0.15):
            break
        held.append(Reached(CLERK_RANKS[at], since))
    for n, since in enumerate(steps[1:], start=1):
        step = CLERK - n
        if LOWEST_RANK[step] < held[-1].code:  # the higher the rank, the lower its number
            held.append(Reached(LOWEST_RANK[step], since))
        until = steps[n + 1] if n + 1 < len(steps) else NOW + 1
        if step in BETTER_RANK:
            code, after = BETTER_RANK[step]
            better = since + after + dice.between(0, 18)
            if better < until and dice.happens(0.6):
                held.append(Reached(code, better))
    return _since_they_began([rank for rank in held if rank.since <= NOW])


def _since_they_began(held: list[Reached]) -> list[Reached]:
    """What was reached earlier was given in 2019.06, the best of it."""
    early = [rank for rank in held if rank.since <= RANKS_BEGIN]
    if not early:
        return held
    return [Reached(early[-1].code, RANKS_BEGIN), *held[len(early) :]]


def held_at(reached: list[Reached], at: Month) -> Reached | None:
    """What held in a month."""
    found = None
    for item in reached:
        if item.since > at:
            break
        found = item
    return found
