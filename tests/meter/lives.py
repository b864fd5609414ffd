"""Generated lives: stays, pools and postings that begin and end on days near to one another."""

from datetime import date, timedelta
from itertools import count
from random import Random

from cadres.choices import ExitGround, RosterStatus
from cadres.people.models import Cadre
from cadres.people.prepare import prepared
from cadres.pools.models import PoolMembership
from cadres.roster.models import RosterEntry
from rotation.choices import AWAY, PostingKind
from rotation.postings.models import Posting

REMOVED = {"exit_ground": ExitGround.RESULTS, "status": RosterStatus.REMOVED}
PLACES = ("市交通运输局", "市科技局", "市委组织部", "青川县", "柳河镇", "马渡镇", "清溪镇")
GRASSROOTS = {"青川县": "1", "柳河镇": "2", "马渡镇": "2", "清溪镇": "2"}
NEAR = (
    *(date(2019, 12, 31), date(2020, 2, 29), date(2021, 1, 31), date(2023, 2, 28)),
    *(date(2024, 2, 29), date(2024, 3, 1), date(2025, 4, 1), date(2025, 8, 31), date(2026, 11, 1)),
)
NAMES = count()


def day_after(rng: Random, day: date) -> date:
    """Some day later: on the border of a month, a few days on, or anywhere."""
    chance = rng.random()
    if chance < 0.2:
        return day + timedelta(days=rng.choice((1, 2, 28, 29, 30, 31)))
    later = [one for one in NEAR if one > day]
    if later and chance < 0.5:
        return rng.choice(later)
    return day + timedelta(days=rng.randrange(20, 1200))


def lives(world, rng: Random, how_many: int) -> None:
    """So many people, each with a life."""
    people = [
        Cadre(
            name="生成" + "甲乙丙丁戊己庚辛壬癸"[next(NAMES) % 10] * 2,
            gender="1",
            birth=date(1985, 1, 1),
            unit=world.named["市委统战部"],  # nobody is sent there
            title="科员",
            **prepared("生成"),
        )
        for _ in range(how_many)
    ]
    stays, pools, postings = [], [], []
    for cadre in Cadre.objects.bulk_create(people):
        stays += _stays(rng, cadre)
        pools += _pools(rng, cadre)
        postings += _postings(rng, world, cadre)
    for stay in stays:
        stay.save()
    PoolMembership.objects.bulk_create(pools)
    Posting.objects.bulk_create(postings)


def _stays(rng: Random, cadre: Cadre) -> list[RosterEntry]:
    when, found = rng.choice(NEAR[1:]), []
    for _ in range(rng.choice((1, 1, 2))):
        left = day_after(rng, when) if rng.random() < 0.4 else None
        closed = {"left_on": left} | REMOVED if left else {}
        found.append(RosterEntry(cadre=cadre, entered_on=when, **closed))
        if left is None:
            break
        when = day_after(rng, left)
    return found


def _pools(rng: Random, cadre: Cadre) -> list[PoolMembership]:
    found = []
    for pool in (1, 2):
        when = rng.choice(NEAR)
        for _ in range(rng.choice((0, 0, 1, 2))):
            until = day_after(rng, when) if rng.random() < 0.6 else None
            found.append(PoolMembership(cadre=cadre, pool=pool, since=when, until=until))
            if until is None:
                break
            when = until if rng.random() < 0.5 else day_after(rng, until)
    return found


def _postings(rng: Random, world, cadre: Cadre) -> list[Posting]:
    found = []

    def put(kind: str, since: date, ended: date | None, *, is_main: bool) -> None:
        place = rng.choice(PLACES[rng.choice((0, 0, 3)) :])
        away = kind in AWAY
        seat = rng.choice(("principal", "deputy", "other"))
        found.append(
            Posting(
                cadre=cadre,
                kind=kind,
                unit=world.named[place],
                title=rng.choice(("科长", "科长", "主任", "科员")),
                level=rng.choice(("1A41", "1A42", "1A32", "")),
                seat=seat,
                is_leading=seat != "other",
                is_main=is_main,
                acting=is_main and rng.random() < 0.2,
                since=since,
                until=(ended or since) + timedelta(days=30) if away else None,
                ended_on=ended,
                end_reason="other" if ended else "",
                sending_unit=world.named["清源县"] if away else None,
                grassroots=GRASSROOTS.get(place, ""),
            )
        )

    for is_main, kinds, most in (
        (True, (PostingKind.APPOINTMENT, PostingKind.ROTATION), 5),
        (False, (PostingKind.SECONDMENT, PostingKind.SHADOW, PostingKind.TASK), 3),
        (False, (PostingKind.APPOINTMENT,), 2),
    ):
        when = rng.choice(NEAR[:5])
        for _ in range(rng.randrange(most)):
            if rng.random() < 0.1:
                put(rng.choice(kinds), when, when, is_main=is_main)  # it was taken back
            ended = day_after(rng, when) if rng.random() < 0.85 else None
            put(rng.choice(kinds), when, ended, is_main=is_main)
            if ended is None:
                break
            when = ended if rng.random() < 0.7 else day_after(rng, ended)
    return found
