"""The working life: posts without a gap, from the first one to the seat of today."""

from typing import NamedTuple

from cadres.demo.dice import Dice
from cadres.demo.months import NOW, Month
from cadres.demo.offices import Office
from cadres.demo.openings import Openings, Place
from cadres.demo.posts import post
from cadres.demo.seats import CLERK, Role, Seat
from cadres.demo.villages import village

EXAMINATION, GRADUATES, SELECTION, TRANSFER, RECRUITMENT, OTHER = (
    "01", "02", "03", "06", "08", "99",
)  # fmt: skip  # ENTRY_MODE

SHORTEST = 12
LONG = 66  # months after which most have another post
VILLAGE_MONTHS = 24  # a selected graduate (选调生) begins in a village
# Whoever is on the roster has another post every two years or so, for as long as the plan has run.
SINCE_THE_PLAN, TWO_YEARS, LEAST_OF_A_POST, ROTATED = 60, 24, 8, 0.97
FAR, FAR_ON_THE_ROSTER = 0.4, 0.6  # of former posts of those in the city were anywhere in it


class Job(NamedTuple):
    """A post held from a month to another, half-open; the present one has no end."""

    since: Month
    until: Month | None
    office: Office
    role: Role
    title: str

    @property
    def months(self) -> int:
        """How long it has lasted."""
        return (NOW if self.until is None else self.until) - self.since


class Entry(NamedTuple):
    """How somebody came into the service (ENTRY_MODE), and when."""

    code: str
    since: Month


def career(
    dice: Dice,
    seat: Seat,
    steps: list[Month],
    openings: Openings,
    *,
    party: bool,
    rank: str,
    university: bool,
) -> tuple[list[Job], Entry]:
    """Jobs along the steps of the ladder, the last one in the seat; `rank` names a clerk's.

    `university`: whether a university course came before, without which there is no 选调生.
    """
    jobs: list[Job] = []
    chance = 0.3 if seat.stay is not None else 0.15
    may = university and seat.office.is_organ and openings.has_towns
    selected = may and dice.happens(chance)
    for n, since in enumerate(steps):
        step = CLERK - n
        last = n + 1 == len(steps)
        until = NOW if last else steps[n + 1]
        if (
            n == 0
            and selected
            and until - since >= VILLAGE_MONTHS + SHORTEST
            and openings.has_towns
        ):
            jobs.append(_in_a_village(dice, seat.office, since, openings))
            since += VILLAGE_MONTHS
        starts = _starts(dice, since, until)
        if last and seat.stay is not None:
            starts = _rotated(dice, starts)
        for number, start in enumerate(starts):
            if last and number + 1 == len(starts):
                break
            end = starts[number + 1] if number + 1 < len(starts) else until
            far = FAR_ON_THE_ROSTER if seat.stay is not None else FAR
            place = openings.before(dice, seat.office, step, far=far)
            jobs.append(_job(dice, place, start, end, party=party))
        if last:
            title = post(seat.office, seat.role, seat.in_role, party=party, rank=rank)
            jobs.append(Job(starts[-1], None, seat.office, seat.role, seat.office.name + title))
    jobs = _joined(jobs)
    return jobs, _entry(dice, seat.office, jobs, selected=selected)


def _starts(dice: Dice, since: Month, until: Month) -> list[Month]:
    """One to three posts between two steps, the longer the more."""
    starts = [since]
    while until - starts[-1] > LONG and len(starts) < 3 and dice.happens(0.75):
        starts.append(starts[-1] + dice.between(SHORTEST * 2, (until - starts[-1]) // 2 + SHORTEST))
    return starts


def _rotated(dice: Dice, starts: list[Month]) -> list[Month]:
    """With the rotations of the last years (clause 3.1.3); a few were left where they were."""
    if not dice.happens(ROTATED):
        return starts
    first = max(starts[-1], NOW - SINCE_THE_PLAN - dice.between(0, 12)) + LEAST_OF_A_POST
    since, turns = NOW - dice.between(1, TWO_YEARS - 5), []
    while since > first:
        turns.append(since)
        since -= dice.between(TWO_YEARS - 5, TWO_YEARS + 2)
    return starts + turns[::-1]


def _job(dice: Dice, place: Place, since: Month, until: Month, *, party: bool) -> Job:
    words = post(place.office, place.role, dice.between(0, 5), party=party)
    return Job(since, until, place.office, place.role, place.office.name + words)


def _in_a_village(dice: Dice, office: Office, since: Month, openings: Openings) -> Job:
    town = dice.one_of(openings.towns(office.county))
    helps = "党总支书记助理" if town.kind == "street" else "党支部书记助理"
    title = f"{town.name}{village(dice, town.kind)}{helps}（选调生）"
    return Job(since, since + VILLAGE_MONTHS, town, Role.STAFF, title)


def _joined(jobs: list[Job]) -> list[Job]:
    """Two posts of one name in a row are one; the later one's facts stand."""
    joined: list[Job] = []
    for job in jobs:
        if joined and joined[-1].title == job.title:
            job = job._replace(since=joined.pop().since)
        joined.append(job)
    return joined


def _entry(dice: Dice, office: Office, jobs: list[Job], *, selected: bool) -> Entry:
    """What the jobs say: from the grassroots up into a city organ is 公开遴选 or 转任."""
    first = jobs[0]
    if not office.is_organ:
        return Entry(RECRUITMENT if office.kind == "institution" else OTHER, first.since)
    if selected and "选调生" in first.title:
        return Entry(GRADUATES, first.since)
    if office.kind == "city_department" and first.office.county and dice.happens(0.6):
        arrived = next(job for job in jobs if not job.office.county)
        return Entry(SELECTION if arrived.role == Role.STAFF else TRANSFER, arrived.since)
    return Entry(EXAMINATION, first.since)
