"""Political status (GB/T 4762): the Party, another party, or none."""

from typing import NamedTuple

from cadres.demo.dice import Dice
from cadres.demo.months import NOW, Month

MEMBER, PROBATIONARY, LEAGUE, NONPARTY, MASSES = "01", "02", "03", "12", "13"
OTHER_PARTIES = ("05", "06", "04", "08", "10")  # 民盟 民建 民革 农工党 九三
ADULT, LEAGUE_ENDS, SETTLED = 18 * 12, 28 * 12, 32 * 12
TRIAL = 12  # 预备期
SHARE, SHARE_ON_ROSTER = 0.78, 0.9


class Politics(NamedTuple):
    """Status with the month of joining, and a second party of a few."""

    status: str
    joined: Month | None = None
    second: str = ""
    second_joined: Month | None = None

    @property
    def in_party(self) -> bool:
        """中共党员 or 预备党员."""
        return self.joined is not None and self.status in (MEMBER, PROBATIONARY)


def politics(
    dice: Dice, birth: Month, work_start: Month, *, must: bool, on_roster: bool
) -> Politics:
    """Whoever leads for the Party must be a member; joining is at 18 at the earliest."""
    if must or dice.happens(SHARE_ON_ROSTER if on_roster else SHARE):
        joined = _joined(dice, birth, work_start, must=must)
        if joined <= NOW:
            return _member(dice, joined)
    if NOW - birth > SETTLED and dice.happens(0.2):
        return Politics(dice.one_of(OTHER_PARTIES), _later(dice, work_start))
    if dice.happens(0.1):
        return Politics(NONPARTY)
    return Politics(LEAGUE if NOW - birth < LEAGUE_ENDS else MASSES)


def _joined(dice: Dice, birth: Month, work_start: Month, *, must: bool) -> Month:
    """In the last years of study or after some of work; it may still lie ahead."""
    adult = birth + ADULT + 1
    if dice.happens(0.45):
        joined = dice.between(max(adult, work_start - 24), work_start - 1)
    else:
        joined = work_start + dice.between(6, 96)
    return max(adult, min(joined, NOW - TRIAL * 3) if must else joined)


def _member(dice: Dice, joined: Month) -> Politics:
    if NOW - joined < TRIAL:
        return Politics(PROBATIONARY, joined)
    if dice.happens(0.004):
        return Politics(MEMBER, joined, dice.one_of(OTHER_PARTIES), _later(dice, joined))
    return Politics(MEMBER, joined)


def _later(dice: Dice, since: Month) -> Month:
    return min(NOW, since + dice.between(6, 120))
