"""Who reached which target, in plain Python over the rows."""

from datetime import date

from cadres.pools.models import PoolMembership
from cadres.roster.models import RosterEntry
from rotation.postings.models import Posting

TIERS = {"1A42": 1, "1A41": 2, "1A32": 3, "1A31": 4}
NAMES = {
    "1A31": "县处级正职",
    "1A32": "县处级副职",
    "1A41": "乡科级正职",
    "1A42": "乡科级副职",
}


def is_real(posting) -> bool:
    """Not taken back."""
    return posting.ended_on is None or posting.ended_on > posting.since


def stays_at(cadre: int, day: date) -> list[RosterEntry]:
    """Stays that something on a day belongs to: lasting, or left before it for promotion."""
    return [
        stay
        for stay in RosterEntry.objects.filter(cadre=cadre)
        if stay.entered_on <= day
        and (stay.left_on is None or stay.left_on > day or stay.exit_ground == "9")
    ]


def reached(since: date, on: date) -> dict[int, int]:
    """Cadre to the highest target that he has reached in the period."""
    found: dict[int, int] = {}
    every = [one for one in Posting.objects.all() if is_real(one)]
    for one in every:
        if one.kind not in ("appointment", "rotation") or not one.is_main or one.acting:
            continue
        if one.level not in TIERS or not since <= one.since <= on:
            continue
        before = [
            other
            for other in every
            if other.cadre_id == one.cadre_id and other.is_main and other.since < one.since
        ]
        if any(other.level and other.level <= one.level for other in before):
            continue
        above = [name for code, name in NAMES.items() if code <= one.level]
        stays = stays_at(one.cadre_id, one.since)
        if not any(stay.entry_snapshot.get("level") not in above for stay in stays):
            continue
        found[one.cadre_id] = max(found.get(one.cadre_id, 0), TIERS[one.level])
    for row in PoolMembership.objects.filter(pool=2):
        if since <= row.since <= on and stays_at(row.cadre_id, row.since):
            found[row.cadre_id] = 4
    return found


def last_stay(cadre: int, on: date) -> RosterEntry | None:
    """The last stay that had begun by the day."""
    stays = [stay for stay in RosterEntry.objects.filter(cadre=cadre) if stay.entered_on <= on]
    return max(stays, key=lambda stay: stay.entered_on, default=None)


def numbers(since: date, on: date, paths: list[str]) -> dict[int, int]:
    """Target to how many people of the units below the paths."""
    counts = dict.fromkeys((1, 2, 3, 4), 0)
    for cadre, tier in reached(since, on).items():
        stay = last_stay(cadre, on)
        if stay and any(stay.cadre.unit.path.startswith(path) for path in paths):
            counts[tier] += 1
    return counts
