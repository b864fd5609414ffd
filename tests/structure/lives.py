"""People of every kind on the roster, by a seed: with and without values, stays and stages."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from cadres.choices import SOURCE, Direction, ExitGround, HeldBy, RosterStatus, Tier
from cadres.people.models import Cadre
from cadres.people.prepare import prepared
from cadres.roster.models import RosterEntry, RosterStage
from core.codes.vocabulary import vocabulary

NATIONS = ("01", "01", "01", "03", "05", "")
PARTIES = ("01", "01", "02", "03", "05", "10", "12", "13", "")
LEVELS = ("1A41", "1A42", "1A42", "1A50", "1A32", "")
DEGREES = ("", "", "408", "301", "208", "1")
PLACES = (
    "市交通运输局",
    "市交通运输局",
    "市科技局",
    "青川县",
    "柳河镇",
    "马渡镇",
    "清溪镇",
    "清河文旅集团",
    "清河市",
)
LAST = date(2026, 11, 22)


def lives(world, number: int, *, seed: int) -> list[RosterEntry]:
    """So many people, each with a stay; some left, some were restated, none twice."""
    dice = Random(seed)  # noqa: S311
    sources = [*vocabulary(SOURCE), ""]
    made = []
    for n in range(number):
        name = f"甲{chr(0x4E00 + seed * 700 + n)}"
        cadre = Cadre.objects.create(
            name=name,
            gender=dice.choice("12"),
            birth=date(dice.randint(1982, 2002), dice.randint(1, 12), 1),
            unit=world.named[dice.choice(PLACES)],
            title="科员",
            level=dice.choice(LEVELS),
            level_since=dice.choice([None, date(dice.randint(2012, 2026), dice.randint(1, 12), 1)]),
            nation=dice.choice(NATIONS),
            political_status=dice.choice(PARTIES),
            source=dice.choice(sources),
            fulltime_education=dice.choice(["", "21", "31", "11"]),
            inservice_education=dice.choice(["", "", "21", "11"]),
            fulltime_degree=dice.choice(DEGREES),
            inservice_degree=dice.choice(DEGREES),
            grassroots_months=dice.choice([0, 1, 23, 24, 60]),
            **prepared(name),
        )
        made.append(_stay(cadre, dice))
    return made


def _stay(cadre: Cadre, dice: Random) -> RosterEntry:
    entered = date(2024, 1, 1) + timedelta(days=dice.randint(0, 900))
    first = _standing(dice)
    last, changed = first, None
    if dice.random() < 0.5:
        changed = min(entered + timedelta(days=dice.randint(1, 500)), LAST - timedelta(days=9))
        last = _standing(dice)
    left = None
    closing: dict = {}
    if dice.random() < 0.25:
        # Nobody is released on a day to come.
        left = min((changed or entered) + timedelta(days=dice.randint(1, 300)), LAST)
        used = dice.random() < 0.5
        closing = {
            "left_on": left,
            "exit_ground": ExitGround.PROMOTED if used else ExitGround.OTHER,
        }
        end = last | {"status": RosterStatus.USED if used else RosterStatus.REMOVED}
    entry = RosterEntry.objects.create(
        cadre=cadre, entered_on=entered, **(end if left else last), **closing
    )
    RosterStage.objects.create(entry=entry, since=entered, until=changed or left, **first)
    if changed:
        RosterStage.objects.create(entry=entry, since=changed, until=left, **last)
    return entry


def _standing(dice: Random) -> dict:
    return {
        "status": dice.choice(["1", "1", "2", "5"]),
        "tier": dice.choice([None, *Tier]),
        "direction": dice.choice(["", *Direction]),
        "held_by": dice.choice(list(HeldBy)),
    }
